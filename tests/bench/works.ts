import { readRegisteredOperations } from '../../api/registered-operations.js';
import type { BenchInputs } from './inputs.js';

/** Name of a piece of work that all peers do. */
export type WorkName = 'check' | 'hundred' | 'page';

/** A piece of work: what is asked of a server that speaks the registry's schema. */
export interface Work {
  readonly name: WorkName;
  readonly title: string;
  /** Connections at a time, one table each. */
  readonly connections: readonly number[];
  readonly document: string;
  /** Variables of request number `index`. */
  variables(inputs: BenchInputs, niks: readonly string[], index: number): object;
}

const DECISION = `
  id
  outcome
  criteria { code finding message legalBasis }
  nextSteps { code office message }
  enrolment
  entitlement { perYear lines { code kind amount period count } }
  ruleVersion
  registryVersion
  asOf`;

const CHECK = `query BenchCheck($input: CheckEligibilityInput!) {
  checkEligibility(input: $input) {${DECISION}
  }
}`;

const HUNDRED = `query BenchHundred($input: CheckEligibilitiesInput!) {
  checkEligibilities(input: $input) {
    ... on EligibilityDecision {${DECISION}
    }
  }
}`;

const PAGE = `query BenchPage($within: RegionCode) {
  households(within: $within, first: 20) {
    edges {
      cursor
      node {
        id
        kkNumber
        address
        version
        village { code name }
        members { relationship since person { id name nik sex birthDate } }
        classifications { since until category { code name } }
        enrolments { status since until program { code name } }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}`;

const PURPOSE = 'SOCIAL_SERVICE';

/** The three pieces of work that the bench measures. */
export const WORKS: readonly Work[] = [
  {
    name: 'check',
    title: 'Single check',
    connections: [32, 128],
    document: CHECK,
    variables: ({ program, asOf }, niks, index) => ({
      input: { nik: niks[index % niks.length], program, purpose: PURPOSE, asOf },
    }),
  },
  {
    name: 'hundred',
    title: 'A hundred checks in one request',
    connections: [32],
    document: HUNDRED,
    variables: ({ program, asOf }, niks, index) => ({
      input: {
        program,
        purpose: PURPOSE,
        asOf,
        people: Array.from({ length: 100 }, (_, place) => ({
          nik: niks[(index * 100 + place) % niks.length],
        })),
      },
    }),
  },
  {
    name: 'page',
    title: 'Nested page of twenty households',
    connections: [32],
    document: PAGE,
    variables: ({ regencies }, _niks, index) => ({ within: regencies[index % regencies.length] }),
  },
];

/** The same operation as the SDK sends it, which the server knows beforehand; null where the SDK has none. */
export function registeredDocument(work: WorkName): string | null {
  const names = { check: 'CheckEligibility', hundred: 'CheckEligibilities', page: null } as const;
  const name = names[work];
  return readRegisteredOperations().all.find((one) => one.name === name)?.text ?? null;
}
