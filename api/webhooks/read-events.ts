import type { WebhookEventType } from '../../prisma/generated/enums.js';
import { badInput } from '../errors.js';

/** The kinds of events that an endpoint is to be told of, each once. @throws Fault BAD_USER_INPUT where there is none. */
export function readEvents(events: readonly WebhookEventType[]): WebhookEventType[] {
  if (events.length === 0) throw badInput('events must name at least one kind of event.');
  return [...new Set(events)].sort();
}
