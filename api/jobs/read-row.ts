import { z } from 'zod';
import type { Vault } from '../../prisma/vault/vault.js';
import type { EligibilityJobRefusal } from '../../prisma/generated/enums.js';
import { InvalidClaimsError, readClaims } from '../eligibility/claims.js';
import type { StudentAidClaims } from '../eligibility/facts.js';
import { REFERENCE_LENGTH, REFERENCE_TOO_LONG } from '../eligibility/prepare-question.js';
import { ACCREDITATIONS, DEGREES } from '../eligibility/vocabulary.js';
import { parseNik } from '../values/nik.js';

/** A row as it is stored: whom to ask about by blind index, or why it is refused. Never the NIK. */
export interface StagedRow {
  /** Blind index in hexadecimal; null where there is no NIK to be read. */
  readonly subject: string | null;
  readonly reference: string | null;
  readonly claims: StudentAidClaims | null;
  readonly refusal: EligibilityJobRefusal | null;
  /** Why, where the code alone does not say it. */
  readonly message: string | null;
}

const optionalFlag = z.boolean().nullish();
const number = z.int();
const personCheck = z.strictObject({
  nik: z.string(),
  reference: z.string().nullish(),
  claims: z
    .strictObject({
      studentAid: z.strictObject({
        admitted: z.boolean(),
        graduationYear: number,
        degree: z.enum(DEGREES),
        accreditation: z.enum(ACCREDITATIONS),
        livingCostCluster: number,
        medicine: optionalFlag,
        hasSktm: optionalFlag,
        parentsMonthlyIncome: number.nullish(),
        familySize: number.nullish(),
        holdsKip: optionalFlag,
      }),
    })
    .nullish(),
});

const NOTHING = { subject: null, reference: null, claims: null };
const NO_ROW = 'The row is no object with a nik.';
const NO_CLAIMS = 'The row has fields or claims that cannot be meant.';
const NO_REFERENCE = 'reference has a character that cannot be kept.';

/** NUL and halves of characters, which no text of the database can hold. */
const IMPOSSIBLE = /[\0\p{Surrogate}]/u;

/**
 * Reads a row as a check of a list reads it: each fault refuses this row alone. `undefined` is a row that could not be read at
 * all.
 *
 * @param takes the claims that the rule takes.
 */
export function readRow(
  value: unknown,
  takes: 'NONE' | 'STUDENT_AID',
  vault: Pick<Vault, 'nikIndex'>,
): StagedRow {
  const nik = typeof value === 'object' && value !== null && 'nik' in value ? value.nik : undefined;
  if (nik === undefined) return { ...NOTHING, refusal: 'MALFORMED_NIK', message: NO_ROW };
  const given =
    'reference' in (value as object) ? (value as { reference: unknown }).reference : null;
  const reference = typeof given === 'string' ? given : null;
  if (reference !== null && reference.length > REFERENCE_LENGTH) {
    return { ...NOTHING, refusal: 'INVALID_CLAIMS', message: REFERENCE_TOO_LONG };
  }
  if (reference !== null && IMPOSSIBLE.test(reference)) {
    return { ...NOTHING, refusal: 'INVALID_CLAIMS', message: NO_REFERENCE };
  }
  const known = parseNik(nik);
  if (known === null) return { ...NOTHING, reference, refusal: 'MALFORMED_NIK', message: null };
  const subject = Buffer.from(vault.nikIndex(known)).toString('hex');
  const refuse = (message: string): StagedRow => ({
    ...{ subject, reference, claims: null, refusal: 'INVALID_CLAIMS', message },
  });
  const row = personCheck.safeParse(value, { reportInput: false });
  if (!row.success) return refuse(NO_CLAIMS);
  try {
    const claims = readClaims(takes, row.data.claims);
    return { subject, reference, claims, refusal: null, message: null };
  } catch (error) {
    if (error instanceof InvalidClaimsError) return refuse(error.message);
    throw error;
  }
}
