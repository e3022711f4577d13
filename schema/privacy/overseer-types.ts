import type { AffectedPerson as Affected } from '../../api/privacy/incident.js';
import type { AccessEntry as Entry } from '../../api/privacy/list-access-entries.js';
import { listAffectedPeople } from '../../api/privacy/list-affected-people.js';
import type { BreachReport as Report } from '../../api/privacy/report-breach.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { AccessPurpose } from '../eligibility/enums.js';
import { pageComplexity } from '../page-complexity.js';
import { Tier } from '../programs/types.js';
import { AccessOutcome, SpecificData } from './enums.js';

export const AccessEntry = builder.objectRef<Entry>('AccessEntry').implement({
  description: 'An entry of the trail (UU 27/2022 art. 31), for those who watch over it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    requestId: t.exposeString('requestId', { description: 'Ties answer, log line and entries.' }),
    action: t.exposeString('action', { description: "The operation's field." }),
    outcome: t.expose('outcome', { type: AccessOutcome, description: 'Given or denied.' }),
    actor: t.exposeString('actor', { description: 'Token subject of whoever looked.' }),
    tier: t.expose('tier', { type: Tier, description: 'Where the actor stood.' }),
    office: t.expose('office', {
      type: 'RegionCode',
      nullable: true,
      description: "The actor's area; null for the ministry and for partners.",
    }),
    partnerId: t.exposeID('partnerId', {
      nullable: true,
      description: 'The partner; null for offices.',
    }),
    purpose: t.expose('purpose', { type: AccessPurpose, description: 'Why.' }),
    legalBasis: t.exposeString('legalBasis', { description: 'By which right.' }),
    fields: t.stringList({
      description: 'The groups of fields that were shown or changed.',
      resolve: ({ fields }) => [...fields],
    }),
    people: t.exposeInt('people', { description: 'How many people, wherever they live.' }),
    personIds: t.idList({
      description:
        'Who, of the territory; for the data-protection officer, whereas an auditor is refused.',
      resolve: ({ personIds }) => [...personIds],
    }),
  }),
});

const AffectedPerson = builder.objectRef<Affected>('AffectedPerson').implement({
  description: 'Somebody of the territory whom an incident concerns.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'The person.' }),
    firstAt: t.expose('firstAt', { type: 'DateTime', description: 'The first look.' }),
    lastAt: t.expose('lastAt', { type: 'DateTime', description: 'The last look.' }),
    looks: t.exposeInt('looks', { description: 'How many entries of the trail.' }),
    fields: t.stringList({
      description: 'The groups of fields, as the trail names them.',
      resolve: ({ fields }) => [...fields],
    }),
    specificData: t.field({
      type: [SpecificData],
      description: 'Kinds of specific personal data that these groups can hold.',
      resolve: ({ specificData }) => [...specificData],
    }),
  }),
});

const CARRIER = { name: 'AffectedPersonConnection' };
const EDGE = { name: 'AffectedPersonEdge' };
const AffectedPeople = builder.connectionObject({ type: AffectedPerson, ...CARRIER }, EDGE);

export const BreachReport = builder.objectRef<Report>('BreachReport').implement({
  description:
    'Whom an incident concerns in the territory, and until when they must be told (UU 27/2022 art. 46).',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'From this instant on.' }),
    until: t.expose('until', { type: 'DateTime', description: 'Before this instant.' }),
    discoveredAt: t.expose('discoveredAt', {
      type: 'DateTime',
      description: 'When it was found out.',
    }),
    notifyBy: t.expose('notifyBy', {
      type: 'DateTime',
      description: 'Until when people and authority must be told in writing: 3 × 24 hours.',
    }),
    people: t.exposeInt('people', { description: 'People whose data was given.' }),
    entries: t.exposeInt('entries', { description: 'Entries of the trail about them.' }),
    firstAt: t.expose('firstAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The first look that was given; null = none was.',
    }),
    lastAt: t.expose('lastAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The last look that was given; null = none was.',
    }),
    deniedPeople: t.exposeInt('deniedPeople', {
      description: 'People about whom something was refused.',
    }),
    deniedEntries: t.exposeInt('deniedEntries', { description: 'Entries of refusals about them.' }),
    peopleElsewhere: t.exposeInt('peopleElsewhere', {
      description:
        'People outside the territory whose data was given: their own officers must be told of the incident.',
    }),
    affected: t.connection(
      {
        type: AffectedPerson,
        complexity: pageComplexity,
        description: 'Exactly those whose data was given, with what of it.',
        resolve: (incident, args, context) =>
          forwardPage(args, (window) =>
            listAffectedPeople(context, { incident, outcome: 'ALLOWED', ...window }),
          ),
      },
      AffectedPeople,
    ),
    attempted: t.connection(
      {
        type: AffectedPerson,
        complexity: pageComplexity,
        description: 'Those about whom something was refused, with what was refused.',
        resolve: (incident, args, context) =>
          forwardPage(args, (window) =>
            listAffectedPeople(context, { incident, outcome: 'DENIED', ...window }),
          ),
      },
      AffectedPeople,
    ),
  }),
});
