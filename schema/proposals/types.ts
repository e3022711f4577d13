import {
  openActions,
  turnsOf,
  type OpenProposal,
  type Turn,
} from '../../api/proposals/open-actions.js';
import type { Evidence } from '../../api/proposals/evidence.js';
import { builder } from '../builder.js';
import {
  NeedKindEnum,
  ProposalActionEnum,
  ProposalKindEnum,
  ProposalStateEnum,
  PublicationEnum,
  ReportSourceEnum,
  StepReasonEnum,
  VillageForumEnum,
  VisitFindingEnum,
} from './enums.js';
import { DukcapilStatusEnum } from '../people/types.js';

const WHO =
  'For officers who read the registry, within their territory, and the head of a province for what it determines.';

type Words = Readonly<Record<string, unknown>>;
const word = (evidence: Evidence, name: string): string | null => {
  const value = (evidence as Words)[name];
  return typeof value === 'string' ? value : null;
};
const list = (evidence: Evidence, name: string): string[] | null => {
  const value = (evidence as Words)[name];
  return Array.isArray(value) ? value.map(String) : null;
};

const ProposalEvidence = builder.objectRef<Evidence>('ProposalEvidence').implement({
  description: `The papers of a step, by their numbers and days. Which fields are there goes by the step; the others are null. Nothing in it names a person. ${WHO}`,
  fields: (t) => {
    const text = (name: string, description: string) =>
      t.string({
        nullable: true,
        description: `${description} Null = the step has none.`,
        resolve: (evidence) => word(evidence, name),
      });
    const date = (name: string, description: string) =>
      t.field({
        type: 'Date',
        nullable: true,
        description: `${description} Null = the step has none.`,
        resolve: (evidence) => word(evidence, name),
      });
    return {
      source: t.field({
        type: ReportSourceEnum,
        nullable: true,
        description: 'Whose report it was. Null but for a report.',
        resolve: (evidence) => ('source' in evidence ? evidence.source : null),
      }),
      reference: text('reference', "Number of the paper in the village's book."),
      forum: t.field({
        type: VillageForumEnum,
        nullable: true,
        description: 'Which meeting. Null but for a deliberation.',
        resolve: (evidence) => ('forum' in evidence ? evidence.forum : null),
      }),
      meetingOn: date('meetingOn', 'For which day the meeting is called.'),
      heldOn: date('heldOn', 'On which day it was held.'),
      minutes: text('minutes', 'Number of the minutes (berita acara).'),
      attendance: text('attendance', 'Number of the attendance list.'),
      attendees: t.int({
        nullable: true,
        description: 'How many attended. Null = the step has none.',
        resolve: (evidence) => ('attendees' in evidence ? evidence.attendees : null),
      }),
      photos: t.stringList({
        nullable: true,
        description:
          'Numbers of the photos, of the meeting or the house. Null = the step has none.',
        resolve: (evidence) => list(evidence, 'photos'),
      }),
      publishedIn: t.field({
        type: PublicationEnum,
        nullable: true,
        description: 'Where the result was published. Null = the step has none.',
        resolve: (evidence) => ('publishedIn' in evidence ? evidence.publishedIn : null),
      }),
      publishedOn: date('publishedOn', 'When the result was published.'),
      statement: text('statement', 'Number of the SPTJM.'),
      signedOn: date('signedOn', 'When the SPTJM or the letter was signed.'),
      visitedOn: date('visitedOn', 'When the house was visited.'),
      finding: t.field({
        type: VisitFindingEnum,
        nullable: true,
        description: 'What the visit found. Null but for a visit.',
        resolve: (evidence) => ('finding' in evidence ? evidence.finding : null),
      }),
      reason: t.field({
        type: StepReasonEnum,
        nullable: true,
        description: 'Why it was refused, sent back or withdrawn. Null = it was not.',
        resolve: (evidence) => ('reason' in evidence ? evidence.reason : null),
      }),
      groundCode: text('groundCode', 'The ground of exclusion.'),
      letter: text('letter', 'Number of the letter of endorsement.'),
      decree: text('decree', 'Number of the decree (SK).'),
      decreedOn: date('decreedOn', 'Date of the decree.'),
      decreePeriod: text('decreePeriod', 'The first period for which the decree holds, YYYY-MM.'),
      authority: text(
        'authority',
        'Who determined: MINISTRY, or the code of the area whose head did.',
      ),
      dukcapil: t.field({
        type: DukcapilStatusEnum,
        nullable: true,
        description: "Dukcapil's answer by which the system rejected it. Null = it did not.",
        resolve: (evidence) => ('dukcapil' in evidence ? evidence.dukcapil : null),
      }),
      mismatchedFields: t.stringList({
        nullable: true,
        description: 'The fields that differ at Dukcapil. Null but for a rejection by the system.',
        resolve: (evidence) => list(evidence, 'mismatchedFields'),
      }),
      nextOffice: text('nextOffice', 'The office to go to, to have it corrected: DUKCAPIL.'),
    };
  },
});

builder.prismaObject('ProposalStep', {
  description: `A step that a proposal took: by whom, when, from where to where, with what evidence. Never edited. ${WHO}`,
  fields: (t) => ({
    number: t.exposeInt('number', {
      description: 'Its number, from 1 without a gap: the version of the proposal after it.',
    }),
    action: t.expose('action', { type: ProposalActionEnum, description: 'What was done.' }),
    fromState: t.expose('fromState', {
      type: ProposalStateEnum,
      nullable: true,
      description: 'Where it stood, or was held after a roll-over; null = it began with this step.',
    }),
    toState: t.expose('toState', { type: ProposalStateEnum, description: 'Where it led.' }),
    period: t.exposeString('period', { description: 'The period after it, YYYY-MM.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    actor: t.exposeString('actor', {
      description: 'Opaque id of the officer; "system" where nobody decided.',
    }),
    role: t.exposeString('role', {
      nullable: true,
      description: 'In which role, such as village_operator; null = the system.',
    }),
    office: t.exposeString('office', {
      nullable: true,
      description: 'Code of the area of the office; null = the ministry, or the system.',
    }),
    evidence: t.field({
      type: ProposalEvidence,
      select: { evidence: true },
      description: 'Its papers.',
      resolve: ({ evidence }) => evidence as Evidence,
    }),
  }),
});

const ProposalTurn = builder.objectRef<Turn>('ProposalTurn').implement({
  description: `An office whose step a proposal waits for. ${WHO}`,
  fields: (t) => ({
    roles: t.stringList({
      description: 'The roles of which any may take it, such as tksk.',
      resolve: ({ roles }) => [...roles],
    }),
    office: t.expose('office', {
      type: 'RegionCode',
      nullable: true,
      description: 'Code of the area of the office; null = the ministry.',
    }),
  }),
});

const STANDING = {
  ...{ kind: true, state: true, heldState: true, villageCode: true, ownerCode: true, period: true },
  rollOvers: true,
} as const;

export const Proposal = builder.prismaObject('Proposal', {
  select: { id: true },
  description: `A case on its way from a report to a decree. It holds no personal data: whom it is about stands in the household's own record. ${WHO}`,
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    kind: t.expose('kind', { type: ProposalKindEnum, description: 'What is proposed.' }),
    state: t.expose('state', { type: ProposalStateEnum, description: 'Where it stands.' }),
    heldState: t.expose('heldState', {
      type: ProposalStateEnum,
      nullable: true,
      description: 'Of one that was rolled over: from where it goes on. Null in every other state.',
    }),
    need: t.expose('need', { type: NeedKindEnum, description: 'What is lacking.' }),
    village: t.relation('village', { description: 'The village that proposes.' }),
    household: t.relation('household', {
      nullable: true,
      description:
        'The family; null = a new entry that is not entered yet, or the family lives elsewhere now.',
    }),
    person: t.relation('person', {
      nullable: true,
      description: 'The member whom it is about; null = the family, or not in the territory.',
    }),
    program: t.relation('program', {
      nullable: true,
      description: 'The program; null = it is for none.',
    }),
    ground: t.relation('ground', {
      nullable: true,
      description: 'Why a removal is proposed; null but for a removal.',
    }),
    toVillage: t.relation('toVillage', {
      nullable: true,
      description: 'Where the family moves to; null but for a move.',
    }),
    period: t.exposeString('period', {
      description: 'The month for which it is proposed, YYYY-MM.',
    }),
    rollOvers: t.exposeInt('rollOvers', {
      description: 'How often it was moved to the next period for missing papers.',
    }),
    reportedAt: t.expose('reportedAt', { type: 'DateTime', description: 'When it was reported.' }),
    version: t.exposeInt('version', { description: 'Counts its steps; to be sent back with one.' }),
    turns: t.field({
      type: [ProposalTurn],
      select: STANDING,
      description: 'Whose turn it is. Empty = it is decided, or waits for the day of the pull.',
      resolve: (row) => turnsOf(row),
    }),
    turnSince: t.expose('turnSince', {
      type: 'DateTime',
      description: 'Since when it has been their turn, or decided.',
    }),
    availableActions: t.field({
      type: [ProposalActionEnum],
      select: {
        ...STANDING,
        steps: {
          select: { action: true, actor: true, evidence: true },
          orderBy: { number: 'asc' },
        },
      },
      description:
        'What the caller may do with it now, as far as the case itself says: role, state, and that entry, verification and sign-off are different officers. Papers, numbers and Dukcapil are asked when a step is taken.',
      resolve: ({ steps, ...proposal }, _args, { principal }) =>
        openActions({ proposal, steps: steps as unknown as OpenProposal['steps'] }, principal),
    }),
    steps: t.relation('steps', {
      query: { orderBy: { number: 'asc' } },
      description: 'All steps that it took, in order.',
    }),
  }),
});
