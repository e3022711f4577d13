import type { CorrectionField } from '../../prisma/generated/enums.js';
import { demandMutation } from '../access/demand-mutation.js';
import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import { Fault } from '../errors.js';
import { safeText } from '../values/safe-text.js';
import { deskAccess, deskParams, type DeskPerson } from './desk-person.js';
import { CorrectionAlreadyOpenError, PersonNotIdentifiedError } from './errors.js';
import {
  CLOCK_MS,
  openCorrection,
  type Correction,
  type StoredCorrection,
} from './open-correction.js';

/** What is recorded wrongly of whom. */
export interface RequestCorrectionInput {
  readonly person: DeskPerson;
  readonly field: CorrectionField;
  /** What is right, in the person's words; kept sealed. */
  readonly claimed: string;
  /** Reference of a document that shows it; kept sealed. */
  readonly evidence?: string | null | undefined;
}

const IDENTIFY_STATEMENT = `
SELECT d.subject, d.named::text[] AS named, k.wrapped
FROM desk_person($1, $2, $3, $4, $5) d LEFT JOIN person_key k ON k.person_id = d.subject`;

interface Identified {
  readonly subject: string | null;
  readonly named: string[];
  readonly wrapped: Uint8Array | null;
}

const REQUEST_STATEMENT =
  'SELECT request_correction($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS correction';

/**
 * Takes down a person's wish to have something corrected. The clock of 3 × 24 hours runs from now, and the office of the
 * regency in which the person lives owes the answer (UU 27/2022 art. 30).
 *
 * @throws PersonNotIdentifiedError, CorrectionAlreadyOpenError; Fault FORBIDDEN, and BAD_USER_INPUT for a text that cannot be kept.
 */
export async function requestCorrection(
  context: Context,
  { person, field, claimed, evidence }: RequestCorrectionInput,
): Promise<Correction> {
  const { app, principal } = context;
  const { low, high } = demandMutation(principal, 'requestCorrection');
  const claim = {
    claimed: safeText('claimed', claimed, { max: 200 }),
    evidence:
      evidence === null || evidence === undefined
        ? null
        : safeText('evidence', evidence, { max: 120 }),
  };
  const access = deskAccess('requestCorrection', ['correction'], person);
  const [found] = await app.database.sql.query<Identified>(
    IDENTIFY_STATEMENT,
    deskParams(context, person) ?? [],
    'identify-at-desk',
  );
  const personIds = found?.named ?? [];
  const subject = found?.subject ?? null;
  if (subject === null) {
    await recordAccess(context, { ...access, personIds, outcome: 'DENIED' });
    throw new PersonNotIdentifiedError();
  }
  const wrapped = found?.wrapped ?? null;
  if (wrapped === null) {
    throw new Fault('SERVICE_UNAVAILABLE', 'The keys of this registry are being renewed.', 60_000);
  }
  const id = app.newId();
  const requestedAt = app.now();
  const stored = await app.database.sql.transaction(async (sql) => {
    const [row] = await sql.query<{ correction: StoredCorrection | null }>(REQUEST_STATEMENT, [
      ...[
        id,
        subject,
        field,
        app.vault.sealClaim({ id: subject, wrapped }, id, claim),
        person.verifiedBy,
      ],
      requestedAt.toISOString(),
      new Date(requestedAt.getTime() + CLOCK_MS).toISOString(),
      ...[principal.subject, low, high],
    ]);
    const correction = row?.correction ?? null;
    const outcome = correction === null ? 'DENIED' : 'ALLOWED';
    await recordAccess(context, { ...access, personIds, outcome }, sql);
    return correction;
  });
  if (stored === null) throw new CorrectionAlreadyOpenError();
  return openCorrection(app, stored);
}
