import { Accreditation, Degree } from '../generated/types.js';
import type { StudentAidClaimsInput } from '../generated/types.js';
import { isRecord } from '../http/is-record.js';

type Accepts = (value: unknown) => boolean;

const isInt: Accepts = (value) => Number.isInteger(value) && Math.abs(Number(value)) < 2 ** 31;
const isRupiah: Accepts = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isBoolean: Accepts = (value) => typeof value === 'boolean';
const isOneOf =
  (values: object): Accepts =>
  (value) =>
    Object.values(values).includes(value);
const optional =
  (accepts: Accepts): Accepts =>
  (value) =>
    value === undefined || value === null || accepts(value);

const STUDENT_AID: Readonly<Record<keyof StudentAidClaimsInput, Accepts>> = {
  admitted: isBoolean,
  graduationYear: isInt,
  degree: isOneOf(Degree),
  accreditation: isOneOf(Accreditation),
  livingCostCluster: isInt,
  medicine: optional(isBoolean),
  hasSktm: optional(isBoolean),
  parentsMonthlyIncome: optional(isRupiah),
  familySize: optional(isInt),
  holdsKip: optional(isBoolean),
};

/**
 * Whether claims have the form of the schema's `ProgramClaimsInput`. GraphQL refuses a whole request for one malformed
 * variable, so the SDK looks first: rows often come from files, where types promise nothing.
 */
export function areClaimsWellFormed(claims: unknown): boolean {
  if (claims === null) return true;
  if (!isRecord(claims) || Object.keys(claims).length !== 1) return false;
  const studentAid = claims['studentAid'];
  if (!isRecord(studentAid)) return false;
  return (
    Object.keys(studentAid).every((field) => Object.hasOwn(STUDENT_AID, field)) &&
    Object.entries(STUDENT_AID).every(([field, accepts]) => accepts(studentAid[field]))
  );
}
