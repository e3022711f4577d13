import { rowFilter } from '../../api/access/row-filter.js';
import {
  householdAsOf,
  type HouseholdSnapshot,
  type StateKey,
} from '../../api/households/household-as-of.js';
import { listChanges, type Change, type ChangesPage } from '../../api/households/list-changes.js';
import { openHousehold } from '../../api/households/open-household.js';
import { batched } from '../batched.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { pageComplexity } from '../page-complexity.js';
import { SexEnum } from '../ppks/types.js';
import {
  RelationshipEnum,
  RegistrySystemEnum,
  FloorMaterialEnum,
  RoofMaterialEnum,
  WallMaterialEnum,
  HouseStructureEnum,
  SanitationEnum,
} from './enums.js';

builder.prismaObject('HouseholdMember', {
  select: { id: true },
  description: 'Who lives in a household, from when until when.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    relationship: t.expose('relationship', {
      type: RelationshipEnum,
      description: 'Relationship to the head.',
    }),
    since: t.expose('since', { type: 'Date', description: 'First day.' }),
    until: t.expose('until', {
      type: 'Date',
      nullable: true,
      description: 'First day on which the person is no longer a member; null = still one.',
    }),
    person: t.relation('person', { description: 'The member.' }),
    household: t.relation('household', { description: 'The household that it belongs to.' }),
  }),
});

builder.prismaObject('RegistryListing', {
  description:
    'A version of the household in DTKS or DTSEN. BPS ranks; no office can edit a decile, only the data under it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    system: t.expose('system', { type: RegistrySystemEnum, description: 'Which register.' }),
    period: t.exposeString('period', { description: 'Its version, such as 2026-Q4.' }),
    since: t.expose('since', { type: 'Date', description: 'First day of this state.' }),
    listed: t.exposeBoolean('listed', { description: 'Whether the household stands in it.' }),
    decile: t.exposeInt('decile', {
      nullable: true,
      description: 'Welfare decile, 1 poorest to 10; null = listed but not ranked, or not listed.',
    }),
  }),
});

builder.prismaObject('HousingCondition', {
  description: 'The house as an officer saw it on a day. The latest on or before a date counts.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    recordedOn: t.expose('recordedOn', { type: 'Date', description: 'Day of the visit.' }),
    floor: t.expose('floor', {
      type: FloorMaterialEnum,
      description: 'What most of the floor is made of.',
    }),
    roof: t.expose('roof', {
      type: RoofMaterialEnum,
      description: 'What most of the roof is made of.',
    }),
    wall: t.expose('wall', { type: WallMaterialEnum, description: 'Walls.' }),
    structure: t.expose('structure', { type: HouseStructureEnum, description: 'Soundness.' }),
    sanitation: t.expose('sanitation', {
      type: SanitationEnum,
      description: 'State of bath, wash place and toilet (MCK).',
    }),
    floorAreaDm2: t.exposeInt('floorAreaDm2', {
      description: 'Floor area in square decimetres: 100 is 1 m².',
    }),
    ownsLand: t.exposeBoolean('ownsLand', {
      description: 'The family owns the land, with documents.',
    }),
    earlierHousingAid: t.exposeBoolean('earlierHousingAid', {
      description: 'The family had housing aid before.',
    }),
  }),
});

const HouseholdChange = builder.objectRef<Change>('HouseholdChange').implement({
  description: 'A change to a household or to anything in it: who, when, and which fields.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When it took effect.' }),
    actor: t.exposeString('actor', {
      description: 'Id of the officer who changed it; "system" for a load.',
    }),
    action: t.exposeString('action', { description: 'The operation, such as correctPerson.' }),
    record: t.exposeString('record', { description: 'The kind of record: household, person …' }),
    recordId: t.exposeID('recordId', { description: 'Its id.' }),
    fields: t.stringList({
      description:
        'The fields that differ from then to what came next. Sealed values show as changed, not what they were.',
      resolve: ({ fields }) => [...fields],
    }),
  }),
});

const MemberState = builder
  .objectRef<HouseholdSnapshot['members'][number]>('MemberState')
  .implement({
    description: 'A member of a household as it was at an instant.',
    fields: (t) => ({
      personId: t.exposeID('personId', { description: 'Id of the person.' }),
      name: t.exposeString('name', {
        nullable: true,
        description: 'Name as it was; null once the person was erased.',
      }),
      nik: t.expose('nik', {
        type: 'NIK',
        nullable: true,
        description: 'NIK as it was; null = none, or the person was erased.',
      }),
      relationship: t.expose('relationship', {
        type: RelationshipEnum,
        description: 'Relationship as it was.',
      }),
      sex: t.expose('sex', { type: SexEnum, description: 'Sex as it was.' }),
      birthDate: t.expose('birthDate', { type: 'Date', description: 'Birth date as it was.' }),
    }),
  });

const HouseholdState = builder.objectRef<HouseholdSnapshot>('HouseholdState').implement({
  description: 'A household as it was recorded at an instant.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'The instant.' }),
    version: t.exposeInt('version', { description: 'Its version then.' }),
    villageCode: t.expose('villageCode', { type: 'RegionCode', description: 'Its village then.' }),
    kkNumber: t.expose('kkNumber', {
      type: 'KkNumber',
      nullable: true,
      description: 'Its KK number then; null = none, or the household was erased.',
    }),
    address: t.exposeString('address', {
      nullable: true,
      description: 'Its address then; null once the household was erased.',
    }),
    members: t.field({
      type: [MemberState],
      description: 'Its members then.',
      resolve: ({ members }) => [...members],
    }),
  }),
});

/** What opening a household needs. */
const SEALED = { identity: true, erasedAt: true, key: { select: { wrapped: true } } } as const;

const changesOf = batched<ChangesPage, Change[]>(listChanges);
const stateOf = batched<StateKey, HouseholdSnapshot | null>(householdAsOf);

/** A family as the registry knows it. */
export const Household = builder.prismaObject('Household', {
  description:
    'A family as the registry knows it. Seen by officers whose work it is, each within its territory, and never by a partner; Tagana sees who lives where, the house and its losses.',
  select: { id: true, villageCode: true },
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id, ours: the KK number changes.' }),
    kkNumber: t.field({
      type: 'KkNumber',
      nullable: true,
      select: SEALED,
      description:
        'Number of the family card now; null = none, or the household was erased. Kept sealed.',
      resolve: (row, _args, { app }) => openHousehold(app.vault, row).kkNumber,
    }),
    address: t.string({
      nullable: true,
      select: SEALED,
      description: 'Street address; null once the household was erased. Kept sealed.',
      resolve: (row, _args, { app }) => openHousehold(app.vault, row).address,
    }),
    rt: t.string({
      nullable: true,
      select: SEALED,
      description: 'Rukun tetangga, three digits; null once the household was erased.',
      resolve: (row, _args, { app }) => openHousehold(app.vault, row).rt,
    }),
    rw: t.string({
      nullable: true,
      select: SEALED,
      description: 'Rukun warga, three digits; null once the household was erased.',
      resolve: (row, _args, { app }) => openHousehold(app.vault, row).rw,
    }),
    erasedAt: t.expose('erasedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When the address was erased, with the last of its people; null = it is known.',
    }),
    village: t.relation('village', { description: 'Where the family lives.' }),
    monthlyIncome: t.expose('monthlyIncome', {
      type: 'Rupiah',
      nullable: true,
      description: 'As the officer recorded it, whole rupiah a month; null = not recorded.',
    }),
    lastVerifiedOn: t.expose('lastVerifiedOn', {
      type: 'Date',
      nullable: true,
      description: 'When an officer last verified the record; null = never.',
    }),
    version: t.exposeInt('version', {
      description:
        'Counts every change to the household or to anything in it; to be sent back with a change.',
    }),
    members: t.relation('members', {
      query: {
        where: { until: null },
        orderBy: [{ relationship: 'asc' }, { person: { birthDate: 'asc' } }, { id: 'asc' }],
      },
      description: 'Who lives in it now: the head first, then by relationship and age.',
    }),
    listings: t.relation('listings', {
      query: { orderBy: [{ since: 'desc' }, { id: 'desc' }] },
      description: 'Versions in DTKS and DTSEN, latest first.',
    }),
    housing: t.relation('housing', {
      query: { orderBy: [{ recordedOn: 'desc' }, { id: 'desc' }] },
      description: 'The house as recorded, latest first; empty = never recorded.',
    }),
    losses: t.relation('losses', {
      query: { orderBy: [{ happenedOn: 'desc' }, { id: 'desc' }] },
      description: 'Losses by disaster, latest first.',
    }),
    exclusions: t.relation('exclusions', {
      query: { orderBy: [{ since: 'desc' }, { id: 'desc' }] },
      description: 'Grounds on which aid is refused to the family or to a member.',
    }),
    classifications: t.relation('classifications', {
      query: (_args, { principal }) => ({
        where: rowFilter('Classification', principal),
        orderBy: [{ since: 'desc' }, { id: 'desc' }],
      }),
      description:
        'PPKS classes of the family and its members; those of R3 only for the case team.',
    }),
    enrolments: t.relation('enrolments', {
      query: { orderBy: [{ since: 'desc' }, { id: 'desc' }] },
      description: 'Enrolments of the household and its members, latest first.',
    }),
    proposals: t.relation('proposals', {
      query: (_args, { principal }) => ({
        where: rowFilter('Proposal', principal),
        orderBy: { id: 'desc' },
      }),
      description:
        'Proposals about the household and its members, latest first, as far as the territory reaches.',
    }),
    changes: t.connection(
      {
        type: HouseholdChange,
        complexity: pageComplexity,
        description: 'History, latest first: who changed what, and when.',
        resolve: (household, args, context) =>
          forwardPage(args, ({ limit, after }) =>
            changesOf(context, { householdId: household.id, limit, after }),
          ),
      },
      { name: 'HouseholdChangeConnection' },
      { name: 'HouseholdChangeEdge' },
    ),
    asOf: t.field({
      type: HouseholdState,
      nullable: true,
      complexity: 20,
      description: 'The household as it was recorded at an instant; null = not yet recorded then.',
      args: { at: t.arg({ type: 'DateTime', required: true, description: 'The instant.' }) },
      resolve: ({ id }, { at }, context) => stateOf(context, { householdId: id, at }),
    }),
  }),
});
