import { AccessPurpose as Purpose } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';

export const AccessPurpose = builder.enumType('AccessPurpose', {
  description:
    'Why somebody asks. It is fixed in the access token: one OAuth client is one agency and one purpose.',
  values: {
    [Purpose.PAYEE_VERIFICATION]: { description: 'A bank or PT Pos verifies whom it pays.' },
    [Purpose.HEALTH_COVERAGE_CHECK]: {
      description: 'A hospital asks whether PBI-JK covers a patient.',
    },
    [Purpose.STUDENT_AID_SCREENING]: {
      description: 'A university screens applicants for KIP Kuliah.',
    },
    [Purpose.SOCIAL_SERVICE]: {
      description: 'An officer of government at work in the own territory.',
    },
    [Purpose.SELF_SERVICE]: { description: 'The person, at a desk.' },
  } as const,
});

export const EligibilityOutcome = builder.enumType('EligibilityOutcome', {
  description: '"No" and "cannot tell yet" are never merged.',
  values: {
    ELIGIBLE: { description: 'Every criterion that applies is met.' },
    INELIGIBLE: { description: 'At least one criterion is not met.' },
    UNDETERMINED: {
      description: 'Nothing is refused, but a fact is missing or its source was unavailable.',
    },
  } as const,
});

export const Finding = builder.enumType('Finding', {
  description: 'What a criterion gave.',
  values: {
    MET: { description: 'It holds on the facts.' },
    NOT_MET: { description: 'It does not hold.' },
    NOT_APPLICABLE: { description: 'It is not asked of this person.' },
    UNKNOWN: { description: 'A fact that it needs is missing, or its source was unavailable.' },
  } as const,
});

export const EnrolmentStatus = builder.enumType('EnrolmentStatus', {
  description:
    'Where a person or household stands with a program. It depends on quota and decree, never on the rule.',
  values: {
    NOT_ENROLLED: { description: 'No enrolment is on record.' },
    WAITLISTED: { description: 'Waiting beyond the quota.' },
    ACTIVE: { description: 'Enrolled by decree.' },
    SUSPENDED: { description: 'Enrolled, and held for now.' },
    ENDED: { description: 'Was enrolled once.' },
  } as const,
});

export const EntitlementKind = builder.enumType('EntitlementKind', {
  description: 'How a benefit is given.',
  values: {
    CASH: { description: 'Money to the person or household.' },
    PREMIUM: { description: 'Paid to an insurer for the person; no cash.' },
    CAP: { description: 'Paid for the person, up to this amount.' },
    IN_KIND: { description: 'Goods or services of this value.' },
  } as const,
});

export const EntitlementPeriod = builder.enumType('EntitlementPeriod', {
  description: 'How often an amount falls due.',
  values: {
    ONCE: { description: 'A single time, whatever the year.' },
    MONTH: { description: 'Monthly.' },
    QUARTER: { description: 'Quarterly, by stage.' },
    SEMESTER: { description: 'Each semester.' },
    YEAR: { description: 'Yearly.' },
  } as const,
});

export const RefusalCode = builder.enumType('RefusalCode', {
  description: 'Why one row of a list was not decided.',
  values: {
    MALFORMED_NIK: {
      description: 'The NIK is not 16 digits with a possible region, date and serial.',
    },
    DUPLICATE_IN_REQUEST: {
      description: 'An earlier row of the same request asks about the same NIK.',
    },
    INVALID_CLAIMS: { description: 'The claims cannot be meant, or the program takes none.' },
    OVER_BUDGET: { description: "The agreement's daily number of people is used up." },
  } as const,
});

export const Degree = builder.enumType('Degree', {
  description: 'Degree of a study program.',
  values: {
    S1: { description: 'Sarjana (bachelor), 8 semesters.' },
    D4: { description: 'Diploma 4, 8 semesters.' },
    D3: { description: 'Diploma 3, 6 semesters.' },
    D2: { description: 'Diploma 2, 4 semesters.' },
    PROFESSION: { description: 'Profession after a degree, 4 semesters.' },
  } as const,
});

export const Accreditation = builder.enumType('Accreditation', {
  description: 'Accreditation of a study program, by the older letters.',
  values: {
    A: { description: 'A, Unggul or international.' },
    B: { description: 'B or Baik Sekali.' },
    C: { description: 'C or Baik.' },
  } as const,
});
