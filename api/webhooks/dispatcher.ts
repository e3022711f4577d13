import { withClaims } from '../../prisma/claims.js';
import type { App } from '../app.js';
import { faultOf } from '../http/fault-of.js';
import type { Log } from '../log.js';
import { announceChanges, type TouchLimits } from './announce-changes.js';
import { announceExpiring } from './announce-expiring.js';
import type { ClaimLimits } from './claim-deliveries.js';
import { deliver } from './deliver.js';
import { DISPATCHER } from './dispatcher-claims.js';
import { placeEvents } from './place-events.js';
import type { Resolve } from './resolve-target.js';
import { sendWebhook, type SentWebhook, type WebhookRequest } from './send-webhook.js';
import { systemResolve } from './system-resolve.js';
import type { WebhookSigner } from './webhook-signer.js';

/** Works beside the requests: finds out what partners are to be told, and tells them. */
export interface Dispatcher {
  /** Announces, places and delivers all that is due. @throws whatever goes wrong with the database */
  round(): Promise<void>;
  /** Rounds from now on, until {@link Dispatcher.stop}. */
  start(): void;
  /** Ends after the attempts that are under way; what was not begun waits for the next process. */
  stop(): Promise<void>;
}

/** What a dispatcher is made from. */
export interface DispatcherParts {
  readonly app: App;
  readonly signer: WebhookSigner;
  readonly log: Log;
  readonly resolve?: Resolve;
  /** Instead of the network, for tests. */
  readonly send?: (request: WebhookRequest) => Promise<SentWebhook>;
  readonly random?: () => number;
  readonly touches?: TouchLimits;
  readonly claims?: ClaimLimits;
  readonly timeoutMs?: number;
  readonly everyMs?: number;
}

const EVERY_MS = 2_000;
const TIMEOUT_MS = 10_000;
const TOUCHES: TouchLimits = { size: 100, settleMs: 5_000 };
const CLAIMS: ClaimLimits = { most: 20, mostAnEndpoint: 4, leaseMs: 60_000 };
const PLACED_AT_ONCE = 500;
const HOUR_MS = 3_600_000;
/** How long events and deliveries are kept. */
const KEPT_MS = 30 * 24 * HOUR_MS;

/** A dispatcher. Any number of processes may have one: each delivery is in the hands of one of them. */
export function createDispatcher(parts: DispatcherParts): Dispatcher {
  const { app, signer, log, random = Math.random, everyMs = EVERY_MS } = parts;
  const { resolve = systemResolve, touches = TOUCHES, timeoutMs = TIMEOUT_MS } = parts;
  const { database, vault, now, webhooks } = app;
  const { sql } = database;
  const send =
    parts.send ??
    ((request: WebhookRequest) =>
      sendWebhook({ targets: webhooks.targets, resolve, timeoutMs, now }, request));
  const delivering = { sql, vault, signer, send, now, random, log, limits: parts.claims ?? CLAIMS };
  let isStopped = false;
  let lastHour = Number.NaN;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const hourly = async (): Promise<void> => {
    const hour = Math.floor(now().getTime() / HOUR_MS);
    if (hour === lastHour) return;
    await announceExpiring(app);
    await sql.query('SELECT forget_webhooks($1::timestamptz)', [
      new Date(now().getTime() - KEPT_MS).toISOString(),
    ]);
    lastHour = hour;
  };
  const work = async (): Promise<void> => {
    await hourly();
    await untilFew(touches.size, () => announceChanges(app, log, touches));
    await untilFew(PLACED_AT_ONCE, () => placeEvents(sql, now(), PLACED_AT_ONCE));
    await untilFew(1, () => deliver(delivering));
  };
  const untilFew = async (many: number, step: () => Promise<number | null>): Promise<void> => {
    while (!isStopped && ((await step()) ?? 0) >= many);
  };
  const round = (): Promise<void> => {
    const mine = running.then(() => withClaims(DISPATCHER, work));
    running = mine.catch(() => undefined);
    return mine;
  };
  const again = async (): Promise<void> => {
    await round().catch((error: unknown) =>
      log.error('webhooks_stuck', { cause: faultOf(error).cause ?? 'Error' }),
    );
    if (isStopped) return;
    timer = setTimeout(() => void again(), everyMs);
    timer.unref();
  };
  return {
    round,
    start: () => void again(),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
