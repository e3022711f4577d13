import {
  FORUMS,
  PUBLICATIONS,
  REPORT_SOURCES,
  STEP_REASONS,
  VISIT_FINDINGS,
} from '../../api/proposals/evidence.js';
import {
  NeedKind,
  ProposalAction,
  ProposalKind,
  ProposalState,
} from '../../prisma/generated/enums.js';
import { describedEnum } from '../described-enum.js';

/** A closed list of words as the record that a described enum is made of. */
function named<Word extends string>(words: readonly Word[]): Readonly<Record<Word, Word>> {
  return Object.fromEntries(words.map((word) => [word, word])) as Record<Word, Word>;
}

export const ProposalKindEnum = describedEnum('ProposalKind', ProposalKind, 'What is proposed.', {
  NEW_ENTRY: 'A family that is not in the registry is to be entered.',
  PROGRAM_MEMBERSHIP: 'A family or a member is to be in a program (PKH, Sembako, PBI-JK …).',
  UPDATE: 'Recorded data are to be brought up to date.',
  REMOVAL: 'A family or a member is to be removed: dead, moved away, able.',
  MOVE: 'A family moves to another village.',
  PBI_REACTIVATION: 'Health coverage (PBI-JK) of a member is to be active again.',
  MANAGER_REPLACEMENT: 'Another member is to be the manager (pengurus) of the aid of the family.',
});

export const ProposalStateEnum = describedEnum(
  'ProposalState',
  ProposalState,
  'Where a proposal stands. docs/proposals.md draws which state follows which.',
  {
    REPORTED: 'RT, RW, a citizen or an officer reported the need.',
    IN_DELIBERATION: 'The village meeting (Musdes or Muskel) is called.',
    VILLAGE_APPROVED:
      'The meeting agreed, or the village head signed an SPTJM. Waits for the entry.',
    VILLAGE_REJECTED: 'The meeting did not agree. It ends here.',
    SUBMITTED: 'The village operator entered it. Waits for a visit to the house.',
    REJECTED_BY_SYSTEM: 'Dukcapil: tidak padan. Can be entered again once it is corrected there.',
    FIELD_ASSESSED: 'The house was visited. Waits for the verification.',
    RETURNED_FOR_REVISION: 'The regency sent it back to the village operator.',
    VERIFIED: 'The regency verified it. Waits for the sign-off (pengesahan).',
    NOT_ELIGIBLE: 'The regency found a ground of exclusion. It ends here.',
    ENDORSED: 'Signed off. Waits for the pull, or for the head of the owning area.',
    SENT_TO_MINISTRY: 'The ministry has it. Waits for its determination.',
    DETERMINED: 'Determined by decree (SK).',
    NOT_DETERMINED: 'Declined by who determines.',
    WAITLISTED: 'Eligible, and there is no place at present.',
    ROLLED_OVER:
      'Papers were missing at cut-off: it goes on in the next period from where it stood.',
    EXPIRED: 'Papers were missing for too many periods.',
    WITHDRAWN: 'Withdrawn by the village.',
  },
);

export const ProposalActionEnum = describedEnum(
  'ProposalAction',
  ProposalAction,
  'A step of a proposal.',
  {
    REPORT: 'A need is reported.',
    SCHEDULE_DELIBERATION: 'The village meeting is called.',
    APPROVE_BY_MEETING: 'The meeting agrees: minutes, attendance, photos, publication.',
    REJECT_BY_MEETING: 'The meeting does not agree.',
    APPROVE_BY_STATEMENT: 'The village head answers for it by an SPTJM.',
    ENTER: 'The village operator enters it.',
    ASSESS: 'TKSK or the social office visits the house.',
    RETURN: 'It is sent back for revision.',
    VERIFY: 'The regency verifies it.',
    FIND_NOT_ELIGIBLE: 'The regency finds a ground of exclusion.',
    ENDORSE: 'The head of the social office of the regency signs it off.',
    DETERMINE: 'It is determined by decree.',
    DECLINE: 'The determination is declined.',
    PUT_ON_WAITING_LIST: 'It is put on the waiting list.',
    WITHDRAW: 'The village withdraws it.',
    REJECT_BY_SYSTEM: 'The system rejects it by the answer of Dukcapil.',
    ROLL_OVER: 'The system moves it to the next period.',
    EXPIRE: 'The system ends it.',
    SEND: 'The system sends it to the ministry.',
  },
);

export const NeedKindEnum = describedEnum('NeedKind', NeedKind, 'What is lacking.', {
  HEALTH: 'Health care.',
  FOOD: 'Enough to eat.',
  DISABILITY: 'Help with a disability.',
  EDUCATION: 'Schooling.',
  HOUSING: 'A fit house.',
  LIVELIHOOD: 'Income or work.',
  OTHER: 'Something else.',
});

export const ReportSourceEnum = describedEnum(
  'ReportSource',
  named(REPORT_SOURCES),
  'Whose report it is.',
  {
    RT: 'The head of the neighbourhood (RT).',
    RW: 'The head of the RW.',
    CITIZEN: 'A citizen of the village.',
    OFFICER: 'An officer who came upon it.',
  },
);

export const VillageForumEnum = describedEnum(
  'VillageForum',
  named(FORUMS),
  'Which meeting deliberates.',
  { MUSDES: 'Musyawarah desa, in a desa.', MUSKEL: 'Musyawarah kelurahan, in a kelurahan.' },
);

export const PublicationEnum = describedEnum(
  'PublicationPlace',
  named(PUBLICATIONS),
  'Where the result of a meeting was published.',
  {
    NOTICE_BOARD: 'The notice board of the village.',
    WEBSITE: 'The website of the village.',
    SOCIAL_MEDIA: 'Social media of the village.',
    OTHER_MEDIA: 'Another medium of the village.',
  },
);

export const VisitFindingEnum = describedEnum(
  'VisitFinding',
  named(VISIT_FINDINGS),
  'What a visit found.',
  {
    CONFIRMED: 'The house and the family are as proposed.',
    NOT_CONFIRMED: 'They are not.',
  },
);

export const StepReasonEnum = describedEnum(
  'StepReason',
  named(STEP_REASONS),
  'Why a step was refused, sent back or withdrawn.',
  {
    NOT_AGREED: 'The meeting did not agree.',
    NOT_IN_NEED: 'There is no need of the kind.',
    ALREADY_SERVED: 'The need is met by other aid.',
    PAPERS_INCOMPLETE: 'Papers are missing.',
    DATA_INCORRECT: 'Data are wrong.',
    VISIT_NEEDED: 'The house must be visited again: earlier visits count no longer.',
    NO_BUDGET: 'There is no budget for it.',
    MOVED_AWAY: 'The person or the family moved away.',
    DECEASED: 'The person is dead.',
    WISH_OF_CITIZEN: 'The citizen wishes so.',
    ENTERED_IN_ERROR: 'It was begun in error.',
  },
);

const outcomes = <Word extends string>(...words: readonly Word[]) => named(words);

export const DeliberationOutcomeEnum = describedEnum(
  'DeliberationOutcome',
  outcomes('APPROVED', 'REJECTED'),
  'What a village meeting decided.',
  { APPROVED: 'It agreed.', REJECTED: 'It did not agree.' },
);

export const VerificationOutcomeEnum = describedEnum(
  'VerificationOutcome',
  outcomes('VERIFIED', 'NOT_ELIGIBLE'),
  'What the verification found.',
  { VERIFIED: 'It holds.', NOT_ELIGIBLE: 'A ground of exclusion lies on it.' },
);

export const DeterminationOutcomeEnum = describedEnum(
  'DeterminationOutcome',
  outcomes('DETERMINED', 'NOT_DETERMINED', 'WAITLISTED'),
  'What was determined.',
  {
    DETERMINED: 'Determined by decree (SK).',
    NOT_DETERMINED: 'Declined.',
    WAITLISTED: 'Eligible, without a place at present.',
  },
);
