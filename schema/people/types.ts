import { rowFilter } from '../../api/access/row-filter.js';
import { openPerson } from '../../api/people/open-person.js';
import type { ShownDecision } from '../../api/eligibility/disclosure.js';
import { listDecisions, type DecisionsPage } from '../../api/eligibility/list-decisions.js';
import { ConditionGrade, ConditionKind, DukcapilStatus } from '../../prisma/generated/enums.js';
import { batched } from '../batched.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';
import { forwardPage } from '../connection.js';
import { EligibilityDecision } from '../eligibility/types.js';
import { pageComplexity } from '../page-complexity.js';
import { SexEnum } from '../ppks/types.js';

export const DukcapilStatusEnum = describedEnum(
  'DukcapilStatus',
  DukcapilStatus,
  'Answer of Dukcapil to a NIK. NOT_CHECKED and SERVICE_UNAVAILABLE are not refusals: they leave a decision undetermined.',
  {
    MATCHED: 'Padan: NIK and record agree.',
    MISMATCHED: 'Tidak padan: some fields differ.',
    NOT_FOUND: 'Dukcapil has no such NIK.',
    DECEASED: 'Dukcapil records a death.',
    NOT_RECORDED: 'Belum rekam: no e-KTP was ever recorded.',
    DUPLICATE: 'The NIK belongs to more than one record.',
    NOT_CHECKED: 'Dukcapil was not asked yet. No refusal.',
    SERVICE_UNAVAILABLE: 'Dukcapil did not answer. No refusal.',
  },
);

export const ConditionKindEnum = describedEnum(
  'ConditionKind',
  ConditionKind,
  'A circumstance of a person that a program may count.',
  {
    PREGNANT: 'Pregnant or postpartum.',
    SCHOOL_LEVEL: 'At school, by level.',
    DISABILITY: 'A disability, by severity.',
    GROSS_HUMAN_RIGHTS_VICTIM: 'Victim of a past gross violation of human rights.',
    RAISED_IN_INSTITUTION: 'Raised in an orphanage or social institution.',
  },
);

export const ConditionGradeEnum = describedEnum(
  'ConditionGrade',
  ConditionGrade,
  'The school level, or how severe a disability is.',
  {
    ELEMENTARY: 'SD.',
    JUNIOR_HIGH: 'SMP.',
    SENIOR_HIGH: 'SMA or SMK.',
    GRADUATED: 'Finished secondary school.',
    MILD: 'Ringan: daily life goes on with little help.',
    MODERATE: 'Sedang: needs help at times.',
    SEVERE: 'Berat: depends on others; the degree that PKH counts.',
  },
);

builder.prismaObject('PersonCondition', {
  description: 'A dated circumstance of a person. Absence is a recorded no.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    kind: t.expose('kind', { type: ConditionKindEnum, description: 'What it is.' }),
    grade: t.expose('grade', {
      type: ConditionGradeEnum,
      nullable: true,
      description: 'School level or severity; null where the kind has no grades.',
    }),
    since: t.expose('since', { type: 'Date', description: 'First day.' }),
    until: t.expose('until', {
      type: 'Date',
      nullable: true,
      description: 'First day on which it no longer holds; null = it does.',
    }),
  }),
});

builder.prismaObject('DukcapilMatch', {
  description: 'One answer of Dukcapil about a person. The latest on or before a date counts.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    status: t.expose('status', { type: DukcapilStatusEnum, description: 'The answer.' }),
    checkedOn: t.expose('checkedOn', { type: 'Date', description: 'When it was asked.' }),
    mismatchedFields: t.exposeStringList('mismatchedFields', {
      description: 'Which fields differed; empty unless MISMATCHED.',
    }),
  }),
});

/** What opening a person needs. */
const SEALED = { identity: true, erasedAt: true, key: { select: { wrapped: true } } } as const;

const decisionsOf = batched<DecisionsPage, ShownDecision[]>(listDecisions);

/** A person in the registry. */
export const Person = builder.prismaObject('Person', {
  description:
    'A person in the registry. Seen by officers whose work it is, each within its territory, and never by a partner; Tagana sees name, sex, birth and household.',
  select: { id: true, villageCode: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id; never a NIK.' }),
    nik: t.field({
      type: 'NIK',
      nullable: true,
      select: SEALED,
      description:
        'The NIK; null for a newborn or a person never recorded, and for one who was erased. Kept sealed.',
      resolve: (row, _args, { app }) => openPerson(app.vault, row).nik,
    }),
    name: t.string({
      nullable: true,
      select: SEALED,
      description: 'Full name; null once the person was erased. Kept sealed.',
      resolve: (row, _args, { app }) => openPerson(app.vault, row).name,
    }),
    erasedAt: t.expose('erasedAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'When who this is was erased for good (UU 27/2022 art. 43–44); null = it is known. What is left names nobody.',
    }),
    sex: t.expose('sex', { type: SexEnum, description: 'Sex as recorded.' }),
    birthDate: t.expose('birthDate', {
      type: 'Date',
      description:
        'As recorded. It may differ from the date printed in the NIK, which never changes.',
    }),
    deathDate: t.expose('deathDate', {
      type: 'Date',
      nullable: true,
      description: 'Day of death; null = none is recorded.',
    }),
    occupation: t.exposeString('occupation', {
      nullable: true,
      description: 'Occupation code; null = not recorded.',
    }),
    warnings: t.exposeStringList('warnings', {
      description: 'Kept when the record is written: NIK_BIRTH_DATE_DIFFERS, NIK_SEX_DIFFERS.',
    }),
    version: t.exposeInt('version', {
      description: 'Version of the record, to be sent back with a change.',
    }),
    household: t.relation('household', {
      description: 'The household that holds the records of this person.',
    }),
    memberships: t.relation('memberships', {
      query: (_args, { principal }) => ({
        where: rowFilter('HouseholdMember', principal),
        orderBy: [{ since: 'desc' }, { id: 'desc' }],
      }),
      description: 'Where the person lived, latest first, as far as the caller may see.',
    }),
    conditions: t.relation('conditions', {
      query: { orderBy: [{ since: 'desc' }, { id: 'desc' }] },
      description: 'Circumstances, latest first.',
    }),
    dukcapilMatches: t.relation('dukcapilMatches', {
      query: { orderBy: [{ checkedOn: 'desc' }, { id: 'desc' }] },
      description: 'Answers of Dukcapil, latest first.',
    }),
    exclusions: t.relation('exclusions', {
      query: { orderBy: [{ since: 'desc' }, { id: 'desc' }] },
      description: 'Grounds on which aid is refused to this person.',
    }),
    classifications: t.relation('classifications', {
      query: (_args, { principal }) => ({
        where: rowFilter('Classification', principal),
        orderBy: [{ since: 'desc' }, { id: 'desc' }],
      }),
      description: 'PPKS classes of this person; those of R3 only for the case team.',
    }),
    enrolments: t.relation('enrolments', {
      query: { orderBy: [{ since: 'desc' }, { id: 'desc' }] },
      description: 'Enrolments in programs that serve persons.',
    }),
    decisions: t.connection(
      {
        type: EligibilityDecision,
        complexity: pageComplexity,
        description: 'What was decided about this person and whoever asked, latest first.',
        resolve: (person, args, context) =>
          forwardPage(args, ({ limit, after }) =>
            decisionsOf(context, { personId: person.id, limit, after }),
          ),
      },
      { name: 'EligibilityDecisionConnection' },
      { name: 'EligibilityDecisionEdge' },
    ),
  }),
});
