import { DATA_GROUPS, SPECIFIC_DATA } from '../../api/privacy/data-groups-of.js';
import { REACHES } from '../../api/privacy/describe-look.js';
import { WITHHELD_REASONS } from '../../api/privacy/visibility-rules.js';
import * as stored from '../../prisma/generated/enums.js';
import { describedEnum } from '../described-enum.js';

const valuesOf = <Value extends string>(names: readonly Value[]): Record<string, Value> =>
  Object.fromEntries(names.map((name) => [name, name]));

export const AccessOutcome = describedEnum(
  'AccessOutcome',
  stored.AccessOutcome,
  'Whether a look or a change was given.',
  { ALLOWED: 'It was given.', DENIED: 'It was refused; the attempt is on record.' },
);

export const IdentityProof = describedEnum(
  'IdentityProof',
  stored.IdentityProof,
  'By what a desk made sure that the person is the one whose NIK was given. It is kept in the trail.',
  {
    KTP_SHOWN: 'The e-KTP was shown and the face compared.',
    KTP_CHIP_READ: 'The chip of the e-KTP was read with a card reader.',
    BIOMETRIC: 'Fingerprint or face matched.',
    DIGITAL_ID: 'Identitas Kependudukan Digital (IKD).',
  },
);

export const AccessReach = describedEnum(
  'AccessReach',
  valuesOf(REACHES),
  'How a look came to a person.',
  {
    DIRECT: 'The person was looked at, or something of the person was changed.',
    HOUSEHOLD: 'The household was, of which the person is a member.',
    PASSING: "Another person's record was opened, and this person was read on the way.",
  },
);

export const DataGroup = describedEnum(
  'DataGroup',
  valuesOf(DATA_GROUPS),
  'A group of data that a look showed.',
  {
    IDENTITY: 'NIK, name, birth date, sex.',
    PERSON: 'Circumstances of the person: schooling, disability, occupation, answers of Dukcapil.',
    HOUSEHOLD: 'Household: address, members, income, house, listing, aid.',
    CLASSIFICATION: 'PPKS classes.',
    ELIGIBILITY: 'Whether and why a program is due, and how much.',
    PROCESSING: 'The log of looks, or wishes to correct.',
    OTHER: 'Data that has no group of its own yet.',
  },
);

export const WithheldReason = describedEnum(
  'WithheldReason',
  valuesOf(WITHHELD_REASONS),
  'Why looks are told later, only counted, or not told (UU 27/2022 art. 15, 33).',
  {
    CHILD_PROTECTION:
      "Protection of a child: not told to guardians, so that a child's helper is safe.",
    CASE_WORK: 'Case work with victims and other sensitive classes: told later.',
    SHELTER: 'A shelter: told later.',
    LAW_ENFORCEMENT: 'Police, prosecutor or court: told later.',
    DELAY: 'An officer with the authority put off telling.',
    OBJECTION: 'Handling of an objection: only counted, for whoever objects is protected.',
  },
);

export const DelayReason = describedEnum(
  'DelayReason',
  stored.DelayReason,
  'Why telling of looks is put off.',
  {
    CASE_WORK: 'Case work with victims and other sensitive classes.',
    CHILD_PROTECTION: 'Protection of a child.',
    SHELTER: 'The person lives in a shelter, or is about to.',
    LAW_ENFORCEMENT: 'An inquiry; for the data-protection officer to say.',
  },
);

export const CorrectionField = describedEnum(
  'CorrectionField',
  stored.CorrectionField,
  'What is recorded wrongly.',
  {
    NIK: 'The number itself.',
    NAME: 'The full name.',
    BIRTH_DATE: 'The date of birth.',
    SEX: 'M or F.',
    OCCUPATION: 'What the person works as.',
    DEATH_DATE: 'A death that is recorded, or is missing.',
    HOUSEHOLD: 'Something of the household, such as who lives in it.',
  },
);

export const CorrectionStatus = describedEnum(
  'CorrectionStatus',
  stored.CorrectionStatus,
  'Where a wish to correct stands.',
  {
    REQUESTED: 'It waits for somebody to take it.',
    IN_PROGRESS: 'Somebody works on it.',
    CORRECTED: 'It was corrected; the change is linked.',
    REFUSED: 'It was refused, with reason and law.',
  },
);

export const CorrectionRefusal = describedEnum(
  'CorrectionRefusal',
  stored.CorrectionRefusal,
  'Why a correction is refused.',
  {
    NOT_PROVEN: 'The evidence does not bear it.',
    OTHER_SOURCE_FIRST: 'Another register must be corrected first, such as that of Dukcapil.',
    ALREADY_RIGHT: 'What is recorded is right already.',
    ENDANGERS_SOMEBODY:
      'It would endanger somebody or tell of another person (UU 27/2022 art. 33).',
  },
);

export const SpecificData = describedEnum(
  'SpecificData',
  valuesOf(SPECIFIC_DATA),
  'A kind of specific personal data (UU 27/2022 art. 4) that the groups shown can hold. Whether there was any, the trail does not say.',
  {
    CHILD: 'Data of somebody who was under 18.',
    HEALTH: 'Health, such as disability or pregnancy.',
    FINANCE: 'Personal finance, such as income or amounts of aid.',
    RESTRICTED_CLASS: 'Sensitive PPKS classes (R3), since the case team looked.',
  },
);
