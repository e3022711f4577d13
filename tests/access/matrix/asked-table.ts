import { isObjectType, type GraphQLResolveInfo, type GraphQLSchema } from 'graphql';
import { policy } from '../../../api/access/policy.js';
import type { ModelName } from '../../../api/access/policy/policy.js';
import { rowFilter } from '../../../api/access/row-filter.js';
import { shownBy } from '../../../api/access/shown.js';
import { surface } from '../../../api/access/surface.js';
import type { Principal } from '../../../api/auth/principal.js';
import type { Context } from '../../../api/context.js';
import { Fault } from '../../../api/errors.js';
import type { Database } from '../../../prisma/database.js';
import { OWNERS, type Owner } from './agencies.js';
import { governedFields } from './asked-fields.js';
import { VILLAGE } from './callers.js';
import type { Letter } from './letters.js';
import type { MatrixRecord } from './record.js';

type Delegate = {
  count(query: { where: object }): Promise<number>;
  findFirst(query: { where: object }): Promise<object | null>;
};

/** Which stored rows stand for a model in the matrix: those of the record, or any. */
export interface StoredRow {
  readonly name: string;
  readonly model: ModelName;
  readonly where: (record: MatrixRecord) => object;
  /** Every caller asks for one of its own. */
  readonly isOwn?: true;
  /** Records beside it that rules read; of people, those of the village. */
  readonly beside?: object;
}

const ofHousehold = ({ householdId }: MatrixRecord) => ({ householdId });
const any = () => ({});
const stored = (model: ModelName, where: StoredRow['where'], name: string = model): StoredRow => ({
  ...{ name, model, where },
});

/** One for each stored model; a model that comes later needs its own here. */
export const STORED_ROWS: readonly StoredRow[] = [
  stored('Household', ({ householdId }) => ({ id: householdId })),
  stored('Person', ({ personId }) => ({ id: personId })),
  stored('HouseholdMember', ofHousehold),
  stored('RegistryListing', ofHousehold),
  stored('HousingCondition', ofHousehold),
  stored('PersonCondition', ofHousehold),
  stored('DukcapilMatch', ofHousehold),
  stored('Exclusion', ofHousehold),
  stored('Enrolment', ofHousehold),
  stored('DisasterLoss', ofHousehold),
  stored('HouseholdFacts', ofHousehold),
  stored(
    'Classification',
    ({ openClassificationId }) => ({ id: openClassificationId }),
    'Classification, R1',
  ),
  stored(
    'Classification',
    ({ sensitiveClassificationId }) => ({ id: sensitiveClassificationId }),
    'Classification, R2',
  ),
  stored(
    'Classification',
    ({ hiddenClassificationId }) => ({ id: hiddenClassificationId }),
    'Classification, R3',
  ),
  stored('Decision', ({ decisions }) => ({ id: decisions.officer }), 'Decision, by an officer'),
  stored('Decision', ({ decisions }) => ({ id: decisions.bank }), 'Decision, by a bank'),
  stored('Decision', ({ decisions }) => ({ id: decisions.desk }), 'Decision, by a desk'),
  {
    ...stored(
      'Decision',
      () => ({ villageCode: null, partnerId: null }),
      'Decision, its own about nobody',
    ),
    isOwn: true,
  },
  stored('EligibilityJob', ({ jobId }) => ({ id: jobId }), 'EligibilityJob, of a bank'),
  stored('EligibilityJobRow', ({ jobId }) => ({ jobId }), 'EligibilityJobRow, of a bank'),
  stored('EligibilityJobChunk', ({ jobId }) => ({ jobId })),
  stored('AccessEntry', any),
  stored('ChangeEntry', any),
  stored('Region', () => ({ code: VILLAGE })),
  stored('RegionAlias', any),
  stored('PpksCategory', any),
  stored('Program', any),
  stored('RuleVersion', any),
  stored('ExclusionGround', any),
  stored('Partner', ({ partners }) => ({ id: partners.BANK }), 'Partner, a bank'),
  ...(Object.keys(OWNERS) as Owner[]).flatMap((owner): StoredRow[] => [
    stored(
      'Partner',
      ({ agencies }) => ({ id: agencies[owner].partnerId }),
      `Partner, of the ${owner}`,
    ),
    ofAgency('Agreement', owner),
    ofAgency('PartnerClient', owner),
    ofAgency('WebhookEndpoint', owner),
    ofAgency('WebhookEvent', owner),
    ofAgency('WebhookDelivery', owner),
    ofAgency('DeprecatedUse', owner),
  ]),
  ofBank('WebhookEndpoint', ({ webhooks }) => ({ id: webhooks.bank.endpointId })),
  ofBank('WebhookEvent', ({ webhooks }) => ({ id: webhooks.bank.eventId })),
  ofBank('WebhookDelivery', ({ webhooks }) => ({ id: webhooks.bank.deliveryId })),
  ofBank('DeprecatedUse', ({ uses }) => ({ id: uses.bank })),
  stored('WebhookTouch', any),
  stored('Agreement', ({ partners }) => ({ partnerId: partners.BANK }), 'Agreement, of a bank'),
  stored(
    'PartnerClient',
    ({ partners }) => ({ partnerId: partners.BANK }),
    'PartnerClient, of a bank',
  ),
  stored('ClientKey', any),
  stored('PartnerChange', any),
  ...(Object.keys(OWNERS) as Owner[]).flatMap((owner): StoredRow[] => [
    stored('Proposal', ({ proposals }) => ({ id: proposals[owner] }), `Proposal, of the ${owner}`),
    {
      ...stored(
        'ProposalStep',
        ({ proposals }) => ({ proposalId: proposals[owner] }),
        `ProposalStep, of the ${owner}`,
      ),
      beside: { proposal: { villageCode: VILLAGE, ownerCode: OWNERS[owner] } },
    },
  ]),
  stored('ProposalCalendar', any),
  stored('Correction', ({ wishId }) => ({ id: wishId })),
  stored('AccessDelay', ({ personId }) => ({ personId })),
  stored('AccessAlert', ({ alerts }) => ({ id: alerts.office }), 'AccessAlert, about an office'),
  stored('AccessAlert', ({ alerts }) => ({ id: alerts.partner }), 'AccessAlert, about a partner'),
  acknowledged('office', VILLAGE),
  acknowledged('partner', null),
  stored('PeopleLedger', any),
  stored('CountedPerson', any),
  stored('CostWindow', any),
  stored('TrailLeaf', any),
  stored('TrailNode', any),
  stored('TreeHead', any),
  stored('WrappingKey', any),
  stored('PersonKey', ({ personId }) => ({ personId })),
  stored('HouseholdKey', ofHousehold),
  stored('IndexStep', any),
  stored('Erasure', any),
  stored('OauthReplay', any),
];

function acknowledged(whom: 'office' | 'partner', territory: string | null): StoredRow {
  return {
    ...stored(
      'AlertAcknowledgement',
      ({ alerts }) => ({ alertId: alerts[whom] }),
      `AlertAcknowledgement, about ${whom === 'office' ? 'an office' : 'a partner'}`,
    ),
    beside: { alert: { territory } },
  };
}

type OfPartner = 'WebhookEndpoint' | 'WebhookEvent' | 'WebhookDelivery' | 'DeprecatedUse';

function ofBank(model: OfPartner, where: StoredRow['where']): StoredRow {
  return {
    ...stored(model, where, `${model}, of a bank`),
    beside: { partner: { ownerCode: null } },
  };
}

function ofAgency(model: 'Agreement' | 'PartnerClient' | OfPartner, owner: Owner): StoredRow {
  return {
    ...stored(
      model,
      ({ agencies }) => ({ partnerId: agencies[owner].partnerId }),
      `${model}, of the ${owner}`,
    ),
    beside: { partner: { ownerCode: OWNERS[owner] } },
  };
}

/** Stored models that no row stands for. */
export function missingRows(): string[] {
  const named = new Set<string>(STORED_ROWS.map(({ model }) => model));
  return Object.keys(policy).filter((model) => !named.has(model));
}

function delegateOf({ prisma }: Database, model: ModelName): Delegate {
  const name = `${model.charAt(0).toLowerCase()}${model.slice(1)}`;
  return (prisma as unknown as Record<string, Delegate>)[name]!;
}

/** A row as the predicate of the table reads it. @throws Error where the database holds none. */
export async function readStoredRow(
  database: Database,
  { name, model, where, beside }: StoredRow,
  record: MatrixRecord,
): Promise<object> {
  const row = await delegateOf(database, model).findFirst({ where: where(record) });
  if (row === null) throw new Error(`The matrix has no row of ${name}: make one in record.ts.`);
  const village = { villageCode: VILLAGE };
  return { ...row, household: village, person: village, ...beside };
}

/** Which rows the filter of the table finds for a caller, in the database. */
export async function askRows(
  database: Database,
  record: MatrixRecord,
  caller: Principal,
): Promise<Map<string, Letter>> {
  const letters = new Map<string, Letter>();
  for (const { name, model, where, isOwn } of STORED_ROWS) {
    const own = isOwn === true ? { actor: caller.subject } : {};
    const found = await delegateOf(database, model).count({
      where: { AND: [{ ...where(record), ...own }, rowFilter(model, caller)] },
    });
    letters.set(name, found > 0 ? 'R' : '-');
  }
  return letters;
}

/** What the resolvers of the schema that is served do, field by field, before anything is read: whom they let through. */
export async function askGates(
  schema: GraphQLSchema,
  caller: Principal,
): Promise<Map<string, Letter>> {
  const app = new Proxy({}, { get: () => failed() });
  const letters = new Map<string, Letter>();
  for (const [type, fields] of governedFields(schema)) {
    for (const name of fields) {
      const context = { app, principal: caller, requestId: 'matrix' } as unknown as Context;
      const { resolve } = type.getFields()[name]!;
      const row = { id: 'matrix', villageCode: VILLAGE };
      // A row that was found to lie in the territory: what is asked here is the rule of the field, and nothing else.
      shownBy(context).within.add(row);
      const asked = { fieldName: name, parentType: type, schema, ...NOTHING_ASKED };
      const info = asked as unknown as GraphQLResolveInfo;
      const answer = async () => resolve?.(row, {}, context, info);
      const letter = await answer().then(
        (): Letter => 'R',
        (error: unknown): Letter => (isForbidden(error) ? 'x' : 'R'),
      );
      letters.set(`${type.name}.${name}`, letter);
    }
  }
  return letters;
}

/** What a resolver is told of a document that asks for the field and nothing in it. */
const NOTHING_ASKED = { fieldNodes: [], fragments: {}, operation: { operation: 'query' } };

function failed(): never {
  throw new Error('The gate was passed.');
}

function isForbidden(error: unknown): boolean {
  return error instanceof Fault && error.code === 'FORBIDDEN';
}

/** Columns and relations that no type of the schema shows. */
export function closedColumns(schema: GraphQLSchema): string[] {
  const shown = new Map<string, Set<string>>();
  for (const [typeName, { model }] of Object.entries(surface)) {
    const type = schema.getType(typeName);
    if (model === undefined || !isObjectType(type)) continue;
    const fields = shown.get(model) ?? new Set();
    for (const name of Object.keys(type.getFields())) fields.add(name);
    shown.set(model, fields);
  }
  return Object.entries(policy).flatMap(([model, { fields }]) =>
    Object.keys(fields)
      .filter((name) => shown.get(model)?.has(name) !== true)
      .map((name) => `${model}.${name}`),
  );
}
