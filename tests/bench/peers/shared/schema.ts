import { pageOf } from './page.js';
import { decisionOf, factsOf, type Ask, type PeerRegistry } from './registry.js';

/** The part of the registry's schema that the bench asks, for peers that take SDL. */
export const TYPE_DEFS = `
enum Purpose { PAYEE_VERIFICATION HEALTH_COVERAGE_CHECK STUDENT_AID_SCREENING SOCIAL_SERVICE SELF_SERVICE }
input CheckEligibilityInput { nik: String!, program: String!, purpose: Purpose!, asOf: String }
input PersonCheckInput { nik: String! }
input CheckEligibilitiesInput { program: String!, purpose: Purpose!, asOf: String, people: [PersonCheckInput!]! }
scalar RegionCode
scalar Rupiah
type Criterion { code: String! finding: String! message: String! legalBasis: String! }
type Step { code: String! office: String! message: String! }
type Line { code: String! kind: String! amount: Rupiah! period: String! count: Int! }
type Entitlement { perYear: Rupiah! lines: [Line!]! }
type EligibilityDecision {
  id: ID! outcome: String! criteria: [Criterion!]! nextSteps: [Step!]! enrolment: String!
  entitlement: Entitlement ruleVersion: String! registryVersion: String asOf: String!
}
type Refused { code: String! }
union CheckResult = EligibilityDecision | Refused
type Village { code: String! name: String! }
type Person { id: ID! name: String! nik: String sex: String! birthDate: String! }
type Member { relationship: String! since: String! person: Person! }
type Category { code: String! name: String! }
type Classification { since: String! until: String category: Category! }
type Program { code: String! name: String! }
type Enrolment { status: String! since: String! until: String program: Program! }
type Household {
  id: ID! kkNumber: String address: String! version: Int! village: Village! members: [Member!]!
  classifications: [Classification!]! enrolments: [Enrolment!]!
}
type Edge { cursor: String! node: Household! }
type PageInfo { hasNextPage: Boolean! endCursor: String }
type Page { edges: [Edge!]! pageInfo: PageInfo! }
type Query {
  checkEligibility(input: CheckEligibilityInput!): EligibilityDecision!
  checkEligibilities(input: CheckEligibilitiesInput!): [CheckResult!]!
  households(within: RegionCode, first: Int): Page!
}`;

interface Input {
  readonly nik: string;
  readonly asOf: string;
  readonly people: readonly { readonly nik: string }[];
}

/** Resolvers over one statement each. */
export function resolversOf(ask: Ask, registry: PeerRegistry) {
  return {
    Query: {
      checkEligibility: async (_root: unknown, { input }: { input: Input }) => {
        const [facts] = await factsOf(ask, registry, [input.nik], input.asOf);
        return decisionOf(registry, facts!);
      },
      checkEligibilities: async (_root: unknown, { input }: { input: Input }) => {
        const niks = input.people.map(({ nik }) => nik);
        const facts = await factsOf(ask, registry, niks, input.asOf);
        return facts.map((one) => decisionOf(registry, one));
      },
      households: (_root: unknown, { within }: { within: string }) => pageOf(ask, registry, within),
    },
    CheckResult: {
      __resolveType: () => 'EligibilityDecision',
      resolveType: () => 'EligibilityDecision',
    },
  };
}
