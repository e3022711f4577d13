import type { StudentAidClaims } from './facts.js';

/** Claims as a caller sends them: one kind at a time. */
export interface ProgramClaims {
  readonly studentAid?: StudentAidInput | null | undefined;
}

type Optional = 'medicine' | 'hasSktm' | 'parentsMonthlyIncome' | 'familySize' | 'holdsKip';
type StudentAidInput = Omit<StudentAidClaims, Optional> & {
  readonly [Key in Optional]?: StudentAidClaims[Key] | null | undefined;
};

/** Why claims cannot be taken: a fixed sentence that names the claim and never its value. */
export class InvalidClaimsError extends Error {}

/**
 * The claims that a rule set takes, checked; null where none were made.
 *
 * @throws InvalidClaimsError for claims that the program does not take, or values that cannot be meant.
 */
export function readClaims(
  takes: 'NONE' | 'STUDENT_AID',
  claims: ProgramClaims | null | undefined,
): StudentAidClaims | null {
  const studentAid = claims?.studentAid ?? null;
  if (studentAid === null) return null;
  if (takes !== 'STUDENT_AID') throw new InvalidClaimsError('This program takes no claims.');
  const { graduationYear, livingCostCluster, familySize, parentsMonthlyIncome } = studentAid;
  if (graduationYear < 1950 || graduationYear > 2199) {
    throw new InvalidClaimsError('claims.graduationYear must be a year from 1950 to 2199.');
  }
  if (livingCostCluster < 1 || livingCostCluster > 5) {
    throw new InvalidClaimsError('claims.livingCostCluster must be from 1 to 5.');
  }
  if (typeof familySize === 'number' && (familySize < 1 || familySize > 99)) {
    throw new InvalidClaimsError('claims.familySize must be from 1 to 99.');
  }
  if (typeof parentsMonthlyIncome === 'number' && parentsMonthlyIncome < 0) {
    throw new InvalidClaimsError('claims.parentsMonthlyIncome must not be negative.');
  }
  return Object.fromEntries(
    Object.entries(studentAid).filter(([, value]) => value !== null && value !== undefined),
  ) as unknown as StudentAidClaims;
}
