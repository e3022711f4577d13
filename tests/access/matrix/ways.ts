import {
  getNamedType,
  isInterfaceType,
  isObjectType,
  isRequiredArgument,
  isUnionType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Principal } from '../../../api/auth/principal.js';
import { OWN_PROGRAMS, ownerAt } from './agencies.js';
import { VILLAGE } from './callers.js';
import { NAME, UNKNOWN_NIK, type MatrixRecord } from './record.js';
import { LOOKED_FROM_PARTNER, WINDOW } from './watched.js';

/** How the fields of a type are reached: fields and type conditions, from a root field on. */
export interface Way {
  readonly operation: 'query' | 'mutation';
  readonly steps: readonly string[];
}

type Arguments = (record: MatrixRecord, caller: Principal) => Readonly<Record<string, unknown>>;

const PROGRAM: Partial<Record<Principal['purpose'], string>> = {
  HEALTH_COVERAGE_CHECK: 'PBI_JK',
  STUDENT_AID_SCREENING: 'KIP_KULIAH',
};

/** The program that callers of a purpose ask about. */
export function programOf({ purpose }: Principal): string {
  return PROGRAM[purpose] ?? 'PKH';
}

/** A key of the caller's own, also where callers of the matrix share a subject. */
export function keyOf(word: string, caller: Principal): string {
  const { tier, territory, roles, purpose, partner } = caller;
  return [word, tier, territory, ...roles, purpose, partner?.id].join(' ').slice(0, 200);
}

/** What a university states besides. */
export function claimsOf({ purpose }: Principal): object | null {
  return purpose !== 'STUDENT_AID_SCREENING'
    ? null
    : {
        studentAid: {
          ...{ admitted: true, graduationYear: 2026, degree: 'S1', accreditation: 'A' },
          ...{ livingCostCluster: 1, medicine: false, hasSktm: false, holdsKip: false },
        },
      };
}

/** What each field with arguments is given. A new field that needs some says so by name when the matrix is made. */
export const ARGUMENTS: Readonly<Record<string, Arguments>> = {
  'Query.aidProgram': () => ({ code: 'PROV-31-KLJ' }),
  'Query.aidPrograms': () => ({ first: 9 }),
  'Query.region': () => ({ code: VILLAGE }),
  'Query.regions': ({ aliasedParent }) => ({ parent: aliasedParent, first: 100 }),
  'Query.household': ({ householdId }) => ({ by: { id: householdId } }),
  'Query.households': () => ({ within: VILLAGE, first: 100 }),
  'Query.person': ({ personId }) => ({ by: { id: personId } }),
  'Query.people': () => ({ name: NAME, within: VILLAGE, first: 4 }),
  'Query.eligibilityDecision': ({ decisions }) => ({ id: decisions.officer }),
  'Query.checkEligibility': ({ nik }, caller) => ({
    input: { nik, program: programOf(caller), purpose: caller.purpose, claims: claimsOf(caller) },
  }),
  'Query.checkEligibilities': ({ nik }, caller) => ({
    input: {
      ...{ program: programOf(caller), purpose: caller.purpose },
      people: [nik, UNKNOWN_NIK, '1'].map((one) => ({
        ...{ nik: one, reference: 'matrix', claims: claimsOf(caller) },
      })),
    },
  }),
  'Query.determinationPlan': () => ({ input: { program: 'PKH' } }),
  'Query.previewDetermination': () => ({ input: { program: 'PKH' } }),
  'Query.determinationChanges': () => ({
    input: { program: 'PKH', region: VILLAGE, change: 'STAYING' },
    first: 20,
  }),
  'Query.simulateProgram': () => ({ input: { program: 'PKH', change: { decileAtMost: 1 } } }),
  'Query.regionStatistics': () => ({ region: VILLAGE, program: 'PKH' }),
  'Query.partner': ({ agencies }, { tier }) => ({ by: { id: agencies[ownerAt(tier)].partnerId } }),
  'Query.partners': () => ({ first: 20 }),
  'Query.webhookEndpoints': () => ({ first: 20 }),
  'Query.webhookDeliveries': ({ webhooks }, { tier }) => ({
    endpoint: webhooks[tier === 'PARTNER' ? 'bank' : ownerAt(tier)].endpointId,
  }),
  'Query.webhookEvents': ({ webhooks }, { tier }) => ({
    endpoint: webhooks[tier === 'PARTNER' ? 'bank' : ownerAt(tier)].endpointId,
    since: 0,
  }),
  'Query.deprecatedUses': () => ({ first: 20 }),
  'Query.proposals': () => ({ first: 5 }),
  'Query.proposal': ({ proposals }, { tier }) => ({ id: proposals[ownerAt(tier)] }),
  // One that is endorsed is verified no more.
  'Mutation.verifyProposal': ({ proposals }, caller) => ({
    input: {
      ...{ id: proposals.regency, version: 3, outcome: 'VERIFIED' },
      idempotencyKey: keyOf('verify', caller),
    },
  }),
  'Query.accessAlerts': () => ({ acknowledged: true, first: 20 }),
  'Query.accessEntries': () => ({ filter: { ...WINDOW, actor: LOOKED_FROM_PARTNER }, first: 5 }),
  'Query.breachReport': () => ({
    input: { ...WINDOW, actor: { subject: LOOKED_FROM_PARTNER }, discoveredAt: WINDOW.until },
  }),
  'Query.accessLog': ({ nik }) => ({ person: { nik, verifiedBy: 'KTP_SHOWN' }, first: 5 }),
  'Query.myCorrections': ({ nik }) => ({ person: { nik, verifiedBy: 'KTP_SHOWN' }, first: 10 }),
  'Query.correctionRequests': () => ({ first: 20 }),
  'Query.eligibilityJob': ({ jobId }) => ({ id: jobId }),
  // A job of the caller's own: the same key is the same job.
  'Mutation.startEligibilityJob': (_record, caller) => ({
    input: {
      program: programOf(caller),
      purpose: caller.purpose,
      idempotencyKey: keyOf('matrix', caller),
    },
  }),
  'Household.asOf': ({ instant }) => ({ at: instant }),
  'Mutation.correctPerson': ({ personId }) => ({
    input: { personId, version: 9_999, occupation: 'FARMER' },
  }),
  // Somebody who may be the head of the family.
  'Mutation.addHouseholdMember': ({ householdId, version }) => ({
    input: {
      ...{ householdId, version },
      member: {
        ...{ name: `Bagas ${NAME} Contoh`, sex: 'M', birthDate: '1982-04-17' },
        relationship: 'OTHER',
      },
    },
  }),
  // A delay of looks that nobody made.
  'Mutation.delayAccessLog': ({ personId }) => ({
    input: {
      ...{ personId, looksFrom: '2020-01-01T00:00:00Z', looksUntil: '2020-01-02T00:00:00Z' },
      ...{ delayedUntil: '2026-12-01T00:00:00Z', reason: 'CASE_WORK', legalBasis: 'UU 27/2022' },
    },
  }),
  'Mutation.classifyPerson': ({ householdId, version, personId }) => ({
    input: {
      ...{ householdId, version, personId },
      categoryCode: 'NEGLECTED_TODDLER',
      since: '2026-01-01',
    },
  }),
  'Mutation.publishRuleVersion': (_record, { tier }) => ({
    input: { program: OWN_PROGRAMS[ownerAt(tier)], ruleSet: 'criteria: []' },
  }),
};

/** Types that are reached best by another way than the shortest: where each of their fields holds something. */
const BETTER: Readonly<Record<string, Way>> = {
  AidProgram: query('aidPrograms edges node'),
  Region: query('region'),
  RegionAlias: query('regions edges node aliases'),
  Person: query('people edges node'),
  HouseholdMember: query('household members'),
  EligibilityDecision: query('checkEligibilities ...EligibilityDecision'),
  EligibilityJob: mutation('startEligibilityJob'),
  Partner: query('partner'),
  // Groups in which nobody stands: their number is no small one.
  Tally: query('regionStatistics total welfare households'),
  Correction: query('correctionRequests edges node'),
  AccessDelay: mutation('delayAccessLog ...AccessDelay'),
  StaleVersionError: mutation('correctPerson ...StaleVersionError'),
  PossibleDuplicateError: mutation('addHouseholdMember ...PossibleDuplicateError'),
  PossibleDuplicate: mutation('addHouseholdMember ...PossibleDuplicateError duplicates'),
  AgeOutOfRangeError: mutation('classifyPerson ...AgeOutOfRangeError'),
  RuleSetRefusedError: mutation('publishRuleVersion ...RuleSetRefusedError'),
  StepNotOpenError: mutation('verifyProposal ...StepNotOpenError'),
  Proposal: query('proposals edges node'),
  ProposalStep: query('proposals edges node steps'),
  ProposalTurn: query('proposals edges node turns'),
  ProposalEvidence: query('proposals edges node steps evidence'),
};

/** Partners and people at a desk reach some types by doors of their own. */
const BY_PARTNERS: Readonly<Record<string, Way>> = {
  Partner: query('viewer partner'),
  PartnerClient: query('viewer partner clients'),
  ClientKey: query('viewer partner clients keys'),
  PublicKey: query('viewer partner clients keys publicKey'),
  Agreement: query('viewer partner agreements'),
  PartnerChange: query('viewer partner changes edges node'),
};
const AT_DESKS: Readonly<Record<string, Way>> = { Correction: query('myCorrections edges node') };

/** The ways that a caller takes. */
export function waysOf(
  ways: ReadonlyMap<string, Way>,
  { tier }: Principal,
): ReadonlyMap<string, Way> {
  const own = tier === 'PARTNER' ? BY_PARTNERS : tier === 'CITIZEN' ? AT_DESKS : {};
  return new Map([...ways, ...Object.entries(own)]);
}

function query(steps: string): Way {
  return { operation: 'query', steps: steps.split(' ') };
}

/** A change that is refused or repeats what is there, so that nobody else sees a difference. */
function mutation(steps: string): Way {
  return { operation: 'mutation', steps: steps.split(' ') };
}

/** A way to every type whose fields are governed. @throws Error that names the types that nothing leads to. */
export function waysTo(
  schema: GraphQLSchema,
  types: readonly GraphQLObjectType[],
): Map<string, Way> {
  const ways = new Map<string, Way>(Object.entries(BETTER));
  ways.set('Query', { operation: 'query', steps: [] });
  const queue = ['Query', ...Object.keys(BETTER)];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    const { operation, steps } = ways.get(name)!;
    const type = schema.getType(name) as GraphQLObjectType;
    for (const field of Object.values(type.getFields())) {
      if (!isCallable(name, field)) continue;
      const given = getNamedType(field.type);
      const reached =
        isUnionType(given) || isInterfaceType(given)
          ? schema
              .getPossibleTypes(given)
              .map((one): [string, string[]] => [one.name, [`...${one.name}`]])
          : isObjectType(given)
            ? [[given.name, []] as [string, string[]]]
            : [];
      for (const [next, condition] of reached) {
        if (ways.has(next)) continue;
        ways.set(next, { operation, steps: [...steps, field.name, ...condition] });
        queue.push(next);
      }
    }
  }
  const lost = types.filter(({ name }) => !ways.has(name)).map(({ name }) => name);
  if (lost.length > 0) {
    throw new Error(
      `Nothing leads to ${lost.join(', ')}: give the field that shows it its arguments in ARGUMENTS, or the type a way in BETTER (tests/access/matrix/ways.ts).`,
    );
  }
  return ways;
}

function isCallable(typeName: string, field: GraphQLField<unknown, unknown>): boolean {
  return `${typeName}.${field.name}` in ARGUMENTS || !field.args.some(isRequiredArgument);
}
