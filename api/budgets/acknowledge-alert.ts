import { demandMutation } from '../access/demand-mutation.js';
import { rowFilter } from '../access/row-filter.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { isUuid } from '../values/is-uuid.js';
import { safeText } from '../values/safe-text.js';
import { AlertAcknowledgedError, AlertNotFoundError } from './errors.js';

/** That an alert was seen to. */
export interface AcknowledgeAlertInput {
  readonly id: string;
  /** What was found; of people it holds no number. */
  readonly note?: string | null | undefined;
}

const NOTE = { max: 500 };
const LONG_NUMBER = /\d(?:[ .-]?\d){9}/;

const ACKNOWLEDGE_STATEMENT = `
INSERT INTO alert_acknowledgement (alert_id, at, actor, note) VALUES ($1::uuid, $2::timestamptz, $3, $4)
ON CONFLICT (alert_id) DO NOTHING RETURNING alert_id`;

/**
 * Writes down that the caller has seen to an alert, once and for good, and gives its id.
 *
 * @throws AlertNotFoundError, alike for one outside the caller's territory; AlertAcknowledgedError; Fault FORBIDDEN where the
 *   caller's territory is none, and BAD_USER_INPUT for a note that is too long or holds a number of ten digits.
 */
export async function acknowledgeAlert(
  { app, principal }: Context,
  { id, note }: AcknowledgeAlertInput,
): Promise<string> {
  demandMutation(principal, 'acknowledgeAlert');
  const kept = note === null || note === undefined ? null : safeText('note', note, NOTE);
  if (kept !== null && LONG_NUMBER.test(kept)) {
    throw badInput('note must hold no number of ten digits or more: it would name somebody.');
  }
  const where = { AND: [{ id }, rowFilter('AccessAlert', principal)] };
  const found = isUuid(id) ? await app.database.prisma.accessAlert.findFirst({ where }) : null;
  if (found === null) throw new AlertNotFoundError();
  const written = await app.database.sql.query(
    ACKNOWLEDGE_STATEMENT,
    [id, app.now().toISOString(), principal.subject, kept],
    'acknowledge-alert',
  );
  if (written.length === 0) throw new AlertAcknowledgedError();
  return id;
}
