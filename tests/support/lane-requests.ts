/** A request for a registered operation. */
export interface LaneRequest {
  readonly persona: string;
  readonly variables: object;
  readonly accept?: string;
  readonly operationName?: string | null;
}

/** A person of the personas. */
export const KNOWN_NIK = '3205011704829901';
/** What a bank asks. */
export const BANK_CHECK = { program: 'PKH', purpose: 'PAYEE_VERIFICATION' };
const AT_DESK = { nik: KNOWN_NIK, verifiedBy: 'KTP_SHOWN' };
const officer = { program: 'PKH', purpose: 'SOCIAL_SERVICE' };
const student = {
  ...{ admitted: true, graduationYear: 2026, degree: 'S1', accreditation: 'A' },
  ...{ livingCostCluster: 1, parentsMonthlyIncome: 2_000_000, familySize: 4 },
};
const aid = { program: 'KIP_KULIAH', purpose: 'STUDENT_AID_SCREENING' };

/** Requests for every registered operation, honest and wrong. */
export const LANE_REQUESTS: [what: string, operation: string, LaneRequest][] = [
  [
    'a bank',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: KNOWN_NIK, ...BANK_CHECK } } },
  ],
  [
    'a bank, in English, with a reference',
    'CheckEligibility',
    {
      persona: 'bank',
      variables: {
        input: { nik: KNOWN_NIK, ...BANK_CHECK, reference: 'é "\u2028' },
        language: 'EN',
      },
    },
  ],
  [
    'a bank that takes application/json',
    'CheckEligibility',
    {
      persona: 'bank',
      variables: { input: { nik: KNOWN_NIK, ...BANK_CHECK } },
      accept: 'application/json',
    },
  ],
  [
    'an officer, in full',
    'CheckEligibility',
    { persona: 'officer-regency', variables: { input: { nik: KNOWN_NIK, ...officer } } },
  ],
  [
    'a university with claims',
    'CheckEligibility',
    {
      persona: 'university',
      variables: { input: { nik: '3510016303089901', ...aid, claims: { studentAid: student } } },
    },
  ],
  [
    'somebody unknown',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: '3273055111089987', ...BANK_CHECK } } },
  ],
  [
    'another purpose',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: KNOWN_NIK, ...officer } } },
  ],
  [
    'another purpose, for application/json',
    'CheckEligibility',
    {
      persona: 'bank',
      variables: { input: { nik: KNOWN_NIK, ...officer } },
      accept: 'application/json',
    },
  ],
  [
    'an unknown program',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: KNOWN_NIK, ...BANK_CHECK, program: 'NONE' } } },
  ],
  [
    'a day in the future',
    'CheckEligibility',
    {
      persona: 'bank',
      variables: { input: { nik: KNOWN_NIK, ...BANK_CHECK, asOf: '2026-12-01' } },
    },
  ],
  [
    'a malformed NIK',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: '1', ...BANK_CHECK } } },
  ],
  ['no variables', 'CheckEligibility', { persona: 'bank', variables: {} }],
  [
    'no claim where one must be',
    'CheckEligibility',
    { persona: 'university', variables: { input: { nik: KNOWN_NIK, ...aid, claims: {} } } },
  ],
  [
    'null where a claim must be',
    'CheckEligibility',
    {
      persona: 'university',
      variables: { input: { nik: KNOWN_NIK, ...aid, claims: { studentAid: null } } },
    },
  ],
  [
    'a field that does not exist',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: KNOWN_NIK, ...BANK_CHECK, nick: 1 } } },
  ],
  [
    'the name of the operation',
    'CheckEligibility',
    {
      persona: 'bank',
      variables: { input: { nik: KNOWN_NIK, ...BANK_CHECK } },
      operationName: 'CheckEligibility',
    },
  ],
  [
    'another operation name',
    'CheckEligibility',
    {
      persona: 'bank',
      variables: { input: { nik: KNOWN_NIK, ...BANK_CHECK } },
      operationName: 'Other',
    },
  ],
  [
    'many people, some of them wrong',
    'CheckEligibilities',
    {
      persona: 'bank',
      variables: {
        input: {
          ...BANK_CHECK,
          people: [
            { nik: KNOWN_NIK, reference: '1' },
            { nik: 'x', reference: '2' },
            { nik: KNOWN_NIK, reference: '3' },
            { nik: '3273054208939901' },
          ],
        },
      },
    },
  ],
  [
    'nobody',
    'CheckEligibilities',
    { persona: 'bank', variables: { input: { ...BANK_CHECK, people: [] } } },
  ],
  [
    'a decision that is not there',
    'EligibilityDecision',
    { persona: 'bank', variables: { id: '01900000-0000-7000-8000-0000000000ff' } },
  ],
  [
    'an id that is none',
    'EligibilityDecision',
    { persona: 'bank', variables: { id: 'x', language: 'EN' } },
  ],
  ['who asks', 'Viewer', { persona: 'officer-regency', variables: {} }],
  ['programs', 'AidPrograms', { persona: 'bank', variables: { first: 3 } }],
  ['a program', 'AidProgram', { persona: 'bank', variables: { code: 'PKH' } }],
  ['classes', 'PpksCategories', { persona: 'bank', variables: { language: 'EN' } }],
  [
    'a wish to correct',
    'RequestCorrection',
    {
      persona: 'citizen-desk',
      variables: { input: { person: AT_DESK, field: 'NAME', claimed: 'Asep Contoh' } },
    },
  ],
  ['own wishes', 'MyCorrections', { persona: 'citizen-desk', variables: { person: AT_DESK } }],
  [
    'who looked',
    'AccessLog',
    { persona: 'citizen-desk', variables: { person: AT_DESK, first: 50, language: 'EN' } },
  ],
  [
    'a job for another purpose',
    'StartEligibilityJob',
    {
      persona: 'bank',
      variables: { input: { program: 'PKH', purpose: 'SELF_SERVICE', idempotencyKey: 'lane' } },
    },
  ],
  [
    'a job that is not there',
    'EligibilityJob',
    { persona: 'bank', variables: { id: '01900000-0000-7000-8000-0000000000ff' } },
  ],
  [
    'to cancel it',
    'CancelEligibilityJob',
    { persona: 'bank', variables: { id: '01900000-0000-7000-8000-0000000000ff' } },
  ],
  [
    'an office that counts its area',
    'RegionStatistics',
    { persona: 'officer-regency', variables: { program: 'PKH' } },
  ],
  [
    'an office that counts another area',
    'RegionStatistics',
    { persona: 'officer-regency', variables: { region: '31.71' } },
  ],
  ['areas', 'Regions', { persona: 'bank', variables: { parent: '32', first: 5 } }],
];
