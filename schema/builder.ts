import SchemaBuilder from '@pothos/core';
import ComplexityPlugin from '@pothos/plugin-complexity';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import './access-gate.js';
import './whole-rows.js';
import './carrier-words.js';
import { OPERATION_LIMIT } from '../api/budgets/limits.js';
import { meterOf } from '../api/budgets/meter.js';
import type { Context } from '../api/context.js';
import { Fault } from '../api/errors.js';
import type { CalendarDate } from '../api/values/calendar-date.js';
import type { KkNumber } from '../api/values/kk-number.js';
import type { Nik } from '../api/values/nik.js';
import type { RegionCode } from '../api/values/region-code.js';
import type PrismaTypes from '../prisma/generated/pothos-types.js';
import { getDatamodel } from '../prisma/generated/pothos-types.js';

interface Types {
  Context: Context;
  PrismaTypes: PrismaTypes;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: { list: false; items: true };
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    NIK: { Input: Nik; Output: string };
    KkNumber: { Input: KkNumber; Output: string };
    RegionCode: { Input: RegionCode; Output: string };
    Rupiah: { Input: number; Output: number | bigint };
    Date: { Input: CalendarDate; Output: CalendarDate | Date | string };
    DateTime: { Input: Date; Output: Date | string };
  };
}

/** The one schema builder. It needs no database and no environment: the database comes from the request. */
export const builder = new SchemaBuilder<Types>({
  // The errors plugin stands before the Prisma plugin; the gate wraps all of them.
  plugins: [
    ErrorsPlugin,
    'accessGate',
    'carrierWords',
    ComplexityPlugin,
    RelayPlugin,
    'wholeRows',
    PrismaPlugin,
  ],
  defaultFieldNullability: false,
  errors: {
    directResult: true,
    defaultUnionOptions: { name: ({ fieldName }) => `${capital(fieldName)}Result` },
    defaultResultOptions: { name: ({ fieldName }) => `${capital(fieldName)}Success` },
  },
  complexity: {
    defaultComplexity: 1,
    defaultListMultiplier: 5,
    // An operation with a meter was weighed before it ran.
    limit: (context) => (meterOf(context) === undefined ? OPERATION_LIMIT : {}),
    complexityError: () =>
      new Fault('OPERATION_TOO_COMPLEX', 'The operation asks for too much at once.'),
  },
  relay: {
    clientMutationId: 'omit',
    cursorType: 'String',
    edgesFieldOptions: { nullable: { list: false, items: true } },
    nodeFieldOptions: { nullable: false },
    nodeQueryOptions: false,
    nodesQueryOptions: false,
  },
  prisma: {
    client: (context) => context.app.database.prisma,
    dmmf: getDatamodel(),
    defaultConnectionSize: 20,
    maxConnectionSize: 100,
    onUnusedQuery: 'error',
  },
});

builder.queryType({
  description:
    'What may be asked. Every answer says in extensions.cost what it cost: points requested and kept, those left of the minute, and the people asked, counted and left of the day (null where nobody was asked about).',
});
builder.mutationType({
  description: 'What an officer may change. Each change is kept as history.',
});

builder.subscriptionType({
  description:
    'What may be watched, as server-sent events (`accept: text/event-stream`): `next` with a result each, then `complete`.',
});

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
