import { MARKS } from './visibility-rules.js';

/** The groups of data that a person is told of. */
export const DATA_GROUPS = [
  'IDENTITY',
  'PERSON',
  'HOUSEHOLD',
  'CLASSIFICATION',
  'ELIGIBILITY',
  'PROCESSING',
  'OTHER',
] as const;
export type DataGroup = (typeof DATA_GROUPS)[number];

/** Kinds of specific personal data (UU 27/2022 art. 4(2)) that a look may have shown. */
export const SPECIFIC_DATA = ['CHILD', 'HEALTH', 'FINANCE', 'RESTRICTED_CLASS'] as const;
export type SpecificData = (typeof SPECIFIC_DATA)[number];

/** What stands behind a group of fields as the trail names it. */
interface FieldGroup {
  readonly group: DataGroup;
  /** What it can hold; the trail does not say whether there was any. */
  readonly specific: readonly SpecificData[];
}

const of = (group: DataGroup, ...specific: SpecificData[]): FieldGroup => ({ group, specific });

/** A prefix of the trail's fields that says by what a desk identified the person. */
export const VERIFIED = 'verified:';

/** The groups of fields that the trail names. One that is missing counts as OTHER, with everything in it. */
const FIELD_GROUPS: Readonly<Record<string, FieldGroup>> = {
  identity: of('IDENTITY'),
  nik: of('IDENTITY'),
  name: of('IDENTITY'),
  birthDate: of('IDENTITY'),
  sex: of('IDENTITY'),
  person: of('PERSON', 'HEALTH'),
  conditions: of('PERSON', 'HEALTH'),
  life: of('PERSON'),
  occupation: of('PERSON'),
  deathDate: of('PERSON'),
  household: of('HOUSEHOLD', 'HEALTH', 'FINANCE'),
  members: of('HOUSEHOLD', 'HEALTH'),
  income: of('HOUSEHOLD', 'FINANCE'),
  housing: of('HOUSEHOLD'),
  disaster: of('HOUSEHOLD'),
  classification: of('CLASSIFICATION', 'HEALTH'),
  restricted: of('CLASSIFICATION', 'HEALTH', 'RESTRICTED_CLASS'),
  outcome: of('ELIGIBILITY'),
  criteria: of('ELIGIBILITY', 'HEALTH', 'FINANCE'),
  'criteria:limited': of('ELIGIBILITY'),
  enrolment: of('ELIGIBILITY'),
  proposal: of('ELIGIBILITY'),
  entitlement: of('ELIGIBILITY', 'FINANCE'),
  route: of('ELIGIBILITY', 'FINANCE'),
  warnings: of('ELIGIBILITY'),
  access_log: of('PROCESSING'),
  correction: of('PROCESSING'),
};

/** What is no record of anybody: marks that say why a look was made, and counts of which small ones are kept back. */
const NO_DATA: ReadonlySet<string> = new Set([...Object.values(MARKS), 'statistics']);

const UNKNOWN = of('OTHER', 'HEALTH', 'FINANCE');

/** What a group of fields is, for people; what says how somebody was identified is no data. */
export function dataGroupsOf(fields: readonly string[]): FieldGroup[] {
  return fields
    .filter((field) => !field.startsWith(VERIFIED) && !NO_DATA.has(field))
    .map((field) => FIELD_GROUPS[field] ?? UNKNOWN);
}
