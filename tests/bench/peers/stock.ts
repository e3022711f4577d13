// Yoga, Pothos and Prisma as their documentation says: prismaField, t.relation, findUnique with include, no tuning.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import SchemaBuilder from '@pothos/core';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import { PrismaPg } from '@prisma/adapter-pg';
import { createYoga } from 'graphql-yoga';
import { territoryRange, type RegionCode } from '../../../api/values/region-code.js';
import { PrismaClient } from '../../../prisma/generated/client.js';
import type PrismaTypes from '../../../prisma/generated/pothos-types.js';
import { getDatamodel } from '../../../prisma/generated/pothos-types.js';
import { askOf, createPool } from './shared/pool.js';
import { decisionOf, loadPeerRegistry } from './shared/registry.js';
import { announce, peerSetting } from './shared/serve.js';
import { day, nobody, somebody, wholePerson } from './shared/stock-facts.js';

const pool = createPool();
const registry = await loadPeerRegistry(askOf(pool));
await pool.end();
const prisma = new PrismaClient({
  adapter: new PrismaPg({
    connectionString: peerSetting().databaseUrl,
    max: 10,
    options: '-c jit=off',
  }),
});
const { vault } = registry;

type Decision = ReturnType<typeof decisionOf>;
const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  Scalars: {
    Rupiah: { Input: number; Output: number };
    RegionCode: { Input: string; Output: string };
  };
}>({
  plugins: [RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  prisma: { client: prisma, dmmf: getDatamodel() },
  relay: {
    cursorType: 'String',
    nodeFieldOptions: { nullable: false },
    edgesFieldOptions: { nullable: { list: false, items: false } },
  },
});
for (const name of ['Rupiah', 'RegionCode'] as const) {
  builder.scalarType(name, {
    serialize: (value) => value as never,
    parseValue: (value) => value as never,
  });
}
const Purpose = builder.enumType('Purpose', {
  values: ['SOCIAL_SERVICE', 'PAYEE_VERIFICATION'] as const,
});

const Criterion = builder.objectRef<Decision['criteria'][number]>('Criterion').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    finding: t.exposeString('finding'),
    message: t.exposeString('message'),
    legalBasis: t.exposeString('legalBasis'),
  }),
});
const Step = builder.objectRef<Decision['nextSteps'][number]>('Step').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    office: t.exposeString('office'),
    message: t.exposeString('message'),
  }),
});
type DueEntitlement = NonNullable<Decision['entitlement']>;
const Line = builder.objectRef<DueEntitlement['lines'][number]>('Line').implement({
  fields: (t) => ({
    code: t.exposeString('code'),
    kind: t.exposeString('kind'),
    amount: t.expose('amount', { type: 'Rupiah' }),
    period: t.exposeString('period'),
    count: t.exposeInt('count'),
  }),
});
const Entitlement = builder.objectRef<DueEntitlement>('Entitlement').implement({
  fields: (t) => ({
    perYear: t.expose('perYear', { type: 'Rupiah' }),
    lines: t.field({ type: [Line], resolve: ({ lines }) => [...lines] }),
  }),
});
const EligibilityDecision = builder.objectRef<Decision>('EligibilityDecision').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    outcome: t.exposeString('outcome'),
    criteria: t.field({ type: [Criterion], resolve: ({ criteria }) => criteria }),
    nextSteps: t.field({ type: [Step], resolve: ({ nextSteps }) => nextSteps }),
    enrolment: t.exposeString('enrolment'),
    entitlement: t.field({
      type: Entitlement,
      nullable: true,
      resolve: ({ entitlement }) => entitlement,
    }),
    ruleVersion: t.exposeString('ruleVersion'),
    registryVersion: t.exposeString('registryVersion', { nullable: true }),
    asOf: t.exposeString('asOf'),
  }),
});
const CheckResult = builder.unionType('CheckResult', {
  types: [EligibilityDecision],
  resolveType: () => EligibilityDecision,
});

builder.prismaObject('Region', {
  name: 'Village',
  fields: (t) => ({ code: t.exposeString('code'), name: t.exposeString('name') }),
});
builder.prismaObject('Person', {
  select: { id: true, identity: true, key: { select: { wrapped: true } } },
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.string({
      resolve: ({ id, identity, key }) => vault.open('person', id, identity, key!.wrapped).name,
    }),
    nik: t.string({
      nullable: true,
      resolve: ({ id, identity, key }) => vault.open('person', id, identity, key!.wrapped).nik,
    }),
    sex: t.exposeString('sex'),
    birthDate: t.string({
      select: { birthDate: true },
      resolve: ({ birthDate }) => day(birthDate),
    }),
  }),
});
builder.prismaObject('HouseholdMember', {
  name: 'Member',
  fields: (t) => ({
    relationship: t.exposeString('relationship'),
    since: t.string({ select: { since: true }, resolve: ({ since }) => day(since) }),
    person: t.relation('person'),
  }),
});
builder.prismaObject('PpksCategory', {
  name: 'Category',
  fields: (t) => ({ code: t.exposeString('code'), name: t.exposeString('nameId') }),
});
builder.prismaObject('Classification', {
  fields: (t) => ({
    since: t.string({ select: { since: true }, resolve: ({ since }) => day(since) }),
    until: t.string({
      nullable: true,
      select: { until: true },
      resolve: ({ until }) => until && day(until),
    }),
    category: t.relation('category'),
  }),
});
builder.prismaObject('Program', {
  fields: (t) => ({ code: t.exposeString('code'), name: t.exposeString('nameId') }),
});
builder.prismaObject('Enrolment', {
  fields: (t) => ({
    status: t.exposeString('status'),
    since: t.string({ select: { since: true }, resolve: ({ since }) => day(since) }),
    until: t.string({
      nullable: true,
      select: { until: true },
      resolve: ({ until }) => until && day(until),
    }),
    program: t.relation('program'),
  }),
});
builder.prismaObject('Household', {
  select: { id: true, identity: true, key: { select: { wrapped: true } } },
  fields: (t) => ({
    id: t.exposeID('id'),
    kkNumber: t.string({
      nullable: true,
      resolve: ({ id, identity, key }) =>
        vault.open('household', id, identity, key!.wrapped).kkNumber,
    }),
    address: t.string({
      resolve: ({ id, identity, key }) =>
        vault.open('household', id, identity, key!.wrapped).address,
    }),
    version: t.exposeInt('version'),
    village: t.relation('village'),
    members: t.relation('members', {
      query: { where: { until: null }, orderBy: { since: 'asc' } },
    }),
    classifications: t.relation('classifications', {
      query: { where: { sensitivity: { in: ['R1', 'R2'] } }, orderBy: { since: 'desc' } },
    }),
    enrolments: t.relation('enrolments', { query: { orderBy: { since: 'desc' } } }),
  }),
});

const CheckInput = builder.inputType('CheckEligibilityInput', {
  fields: (t) => ({
    nik: t.string({ required: true }),
    program: t.string({ required: true }),
    purpose: t.field({ type: Purpose, required: true }),
    asOf: t.string({ required: true }),
  }),
});
const PersonInput = builder.inputType('PersonCheckInput', {
  fields: (t) => ({ nik: t.string({ required: true }) }),
});
const HundredInput = builder.inputType('CheckEligibilitiesInput', {
  fields: (t) => ({
    program: t.string({ required: true }),
    purpose: t.field({ type: Purpose, required: true }),
    asOf: t.string({ required: true }),
    people: t.field({ type: [PersonInput], required: true }),
  }),
});

builder.queryType({
  fields: (t) => ({
    checkEligibility: t.field({
      type: EligibilityDecision,
      args: { input: t.arg({ type: CheckInput, required: true }) },
      resolve: async (_root, { input: { nik, asOf } }) => {
        const person = await prisma.person.findUnique({
          where: { nikIndex: vault.nikIndex(nik) },
          include: wholePerson(new Date(asOf)),
        });
        return decisionOf(registry, person === null ? nobody(asOf) : somebody(person, asOf));
      },
    }),
    checkEligibilities: t.field({
      type: [CheckResult],
      args: { input: t.arg({ type: HundredInput, required: true }) },
      resolve: async (_root, { input: { people, asOf } }) => {
        const indexes = people.map(({ nik }) => vault.nikIndex(nik));
        const rows = await prisma.person.findMany({
          where: { nikIndex: { in: indexes } },
          include: wholePerson(new Date(asOf)),
        });
        const found = new Map(rows.map((row) => [Buffer.from(row.nikIndex!).toString('hex'), row]));
        return indexes.map((index) => {
          const row = found.get(Buffer.from(index).toString('hex'));
          return decisionOf(registry, row === undefined ? nobody(asOf) : somebody(row, asOf));
        });
      },
    }),
    households: t.prismaConnection({
      type: 'Household',
      cursor: 'id',
      args: { within: t.arg({ type: 'RegionCode' }) },
      resolve: (query, _root, { within }) => {
        const { low, high } = territoryRange(within as RegionCode);
        return prisma.household.findMany({
          ...query,
          where: { villageCode: { gte: low, lt: high } },
          orderBy: [{ villageCode: 'asc' }, { id: 'asc' }],
        });
      },
    }),
  }),
});

const server = createServer(
  createYoga({ schema: builder.toSchema(), logging: false, maskedErrors: false }),
);
server.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port));
