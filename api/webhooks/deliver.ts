import type { Sql } from '../../prisma/sql.js';
import type { Vault } from '../../prisma/vault/vault.js';
import type { Log } from '../log.js';
import { claimDeliveries, type ClaimedDelivery, type ClaimLimits } from './claim-deliveries.js';
import { EVENT_NAMES } from './event-types.js';
import type { SentWebhook, WebhookRequest } from './send-webhook.js';
import { settleDelivery } from './settle-delivery.js';
import type { WebhookSigner } from './webhook-signer.js';

/** What delivering needs. */
export interface DeliverParts {
  readonly sql: Sql;
  readonly vault: Pick<Vault, 'webhookSecret'>;
  readonly signer: WebhookSigner;
  readonly send: (request: WebhookRequest) => Promise<SentWebhook>;
  readonly now: () => Date;
  /** From 0 up to 1. */
  readonly random: () => number;
  readonly log: Log;
  readonly limits: ClaimLimits;
}

/** Attempts deliveries that are due, some at once, and writes down what came of each. Gives how many there were. */
export async function deliver(parts: DeliverParts): Promise<number> {
  const claimed = await claimDeliveries(parts.sql, parts.now(), parts.limits);
  await Promise.all(claimed.map((delivery) => attempt(parts, delivery)));
  return claimed.length;
}

async function attempt(parts: DeliverParts, delivery: ClaimedDelivery): Promise<void> {
  const { sql, send, now, random, log } = parts;
  const sent = await send(requestOf(parts, delivery));
  if (sent.failure !== null) {
    const status = sent.status === null ? {} : { status: sent.status };
    log.warn('webhook_failed', { requestId: delivery.id, ...status, cause: sent.failure });
  }
  await settleDelivery(sql, delivery, sent, { at: now(), random: random() });
}

function requestOf(
  { vault, signer, now }: DeliverParts,
  delivery: ClaimedDelivery,
): WebhookRequest {
  const { eventId: id, endpointId, secretNumber, isFormerValid, url } = delivery;
  const { type, sequence, occurredAt, data } = delivery;
  const body = JSON.stringify({ type: EVENT_NAMES[type], sequence, occurredAt, data });
  const timestamp = Math.floor(now().getTime() / 1_000);
  const numbers = isFormerValid ? [secretNumber, secretNumber - 1] : [secretNumber];
  const secrets = numbers.map((number) => vault.webhookSecret(endpointId, number));
  return {
    ...{ url, body },
    headers: {
      'content-type': 'application/json',
      'user-agent': 'dinsos-webhooks',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signer.sign({ id, timestamp, body }, secrets),
    },
  };
}
