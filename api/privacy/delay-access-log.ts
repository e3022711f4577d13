import type { DelayReason } from '../../prisma/generated/enums.js';
import { demandMutation } from '../access/demand-mutation.js';
import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import { badInput, Fault } from '../errors.js';
import { PersonNotFoundError } from '../people/errors.js';
import { isUuid } from '../values/is-uuid.js';
import type { RegionCode } from '../values/region-code.js';
import { readLegalBasis } from './read-legal-basis.js';
import { MARKS } from './visibility-rules.js';

/** Which looks at whom are told later, until when, and why. */
export interface DelayAccessLogInput {
  readonly personId: string;
  /** Looks made from this instant on, and before the other, which may lie in the future. */
  readonly looksFrom: Date;
  readonly looksUntil: Date;
  /** Only looks by offices of this region; by every office and partner where absent. */
  readonly office?: RegionCode | null | undefined;
  readonly delayedUntil: Date;
  readonly reason: DelayReason;
  readonly legalBasis: string;
}

/** A delay as it was recorded. */
export interface AccessDelay {
  readonly id: string;
  readonly personId: string;
  readonly delayedUntil: Date;
  readonly reason: DelayReason;
  readonly legalBasis: string;
}

const LONGEST_MS = 180 * 24 * 60 * 60_000;

const DELAY_STATEMENT =
  'SELECT delay_looks($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) AS "isKept"';

/**
 * Puts off telling a person of looks by up to 180 days (UU 27/2022 art. 15, 33). Nothing is deleted: afterwards the looks are
 * told with the date until which they were kept back. A later delay extends an earlier one and none shortens it.
 *
 * @throws PersonNotFoundError; Fault FORBIDDEN (also for the case team, where the reason is not case work), BAD_USER_INPUT.
 */
export async function delayAccessLog(
  context: Context,
  input: DelayAccessLogInput,
): Promise<AccessDelay> {
  const { app, principal, requestId } = context;
  const { personId, looksFrom, looksUntil, office, delayedUntil, reason } = input;
  const access = { action: 'delayAccessLog', fields: ['access_log', MARKS.delay] };
  const range = demandMutation(principal, 'delayAccessLog');
  const isOfficer = principal.roles.includes('data_protection_officer');
  if (reason === 'LAW_ENFORCEMENT' && !isOfficer) {
    throw new Fault('FORBIDDEN', 'This reason is for the data-protection officer.');
  }
  const now = app.now();
  if (looksUntil <= looksFrom) throw badInput('looksUntil must lie after looksFrom.');
  if (delayedUntil <= now || delayedUntil.getTime() - now.getTime() > LONGEST_MS) {
    throw badInput('delayedUntil must lie within the next 180 days.');
  }
  const legalBasis = readLegalBasis('legalBasis', input.legalBasis);
  const id = app.newId();
  const personIds = isUuid(personId) ? [personId] : [];
  const isKept = await app.database.sql.transaction(async (sql) => {
    const [row] =
      personIds.length === 0
        ? []
        : await sql.query<{ isKept: boolean }>(DELAY_STATEMENT, [
            ...[id, personId, looksFrom.toISOString(), looksUntil.toISOString(), office ?? null],
            ...[delayedUntil.toISOString(), reason, legalBasis, principal.subject],
            ...[now.toISOString(), requestId, range.low, range.high],
          ]);
    const outcome = row?.isKept === true ? 'ALLOWED' : 'DENIED';
    await recordAccess(context, { ...access, personIds, outcome }, sql);
    return outcome === 'ALLOWED';
  });
  if (!isKept) throw new PersonNotFoundError();
  return { id, personId, delayedUntil, reason, legalBasis };
}
