import { WebhookError } from '../errors.js';
import { isRecord } from '../http/is-record.js';

/** What an event of each type says: ids, and what is no secret of anybody. Ask the registry for the rest. */
export interface WebhookEventData {
  /** The answer to a check that was made is now another one: check again. */
  readonly 'eligibility.changed': { readonly decisionId: string; readonly program: string };
  /** Somebody who was asked about entered a program's list, or left it. */
  readonly 'enrolment.changed': { readonly decisionId: string; readonly program: string };
  /** An eligibility job ended. */
  readonly 'job.finished': {
    readonly jobId: string;
    readonly status: 'COMPLETED' | 'CANCELLED' | 'FAILED';
  };
  /** An agreement ends in 30, 7 or 1 days. */
  readonly 'agreement.expiring': {
    readonly agreement: string;
    /** Its last day, `YYYY-MM-DD`. */
    readonly validUntil: string;
    readonly daysLeft: number;
  };
}

/** The types of events that this version of the SDK knows. */
export type WebhookEventType = keyof WebhookEventData;

/**
 * An event as it was sent. It comes at least once: the same `id` may come again. A type of a later version of the registry
 * is delivered too, so a `switch` over `type` needs a default that does nothing.
 */
export type WebhookEvent = {
  readonly [Type in WebhookEventType]: {
    /** `webhook-id`: the same for every attempt to deliver it. */
    readonly id: string;
    readonly type: Type;
    /** Number of the event for this endpoint, from 1, without a gap. */
    readonly sequence: number;
    /** RFC 3339. */
    readonly occurredAt: string;
    readonly data: WebhookEventData[Type];
  };
}[WebhookEventType];

/** The event in a body whose signature fits. @throws {WebhookError} NOT_AN_EVENT */
export function readEvent(id: string, body: Uint8Array): WebhookEvent {
  const event = parse(body);
  if (
    isRecord(event) &&
    typeof event['type'] === 'string' &&
    Number.isSafeInteger(event['sequence']) &&
    typeof event['occurredAt'] === 'string' &&
    !Number.isNaN(Date.parse(event['occurredAt'])) &&
    isRecord(event['data'])
  ) {
    const { type, sequence, occurredAt, data } = event;
    return Object.freeze({ id, type, sequence, occurredAt, data }) as unknown as WebhookEvent;
  }
  throw new WebhookError('What was signed is not an event of the registry.', 'NOT_AN_EVENT');
}

function parse(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return undefined;
  }
}
