import type { OwnWork } from './peers.js';
import type { WorkName } from './works.js';

const CHECK = `query BenchCheck($niks: [String]!, $asOf: Date!) {
  checkEligibilities(niks: $niks, asOf: $asOf) {
    edges { node { outcome findings enrolment perYear lines registryVersion } }
  }
}`;

const PAGE = `query BenchPage($regency: String!) {
  householdsWithin(regency: $regency, size: 21) {
    edges {
      cursor
      node {
        household
        version
        villageByVillageCode { code name }
        membersByHouseholdId {
          edges { node { relationship since personByPersonId { rowId sex birthDate } } }
        }
        classificationsByHouseholdId {
          edges { node { since until categoryByCategoryCode { code nameId } } }
        }
        enrolmentsByHouseholdId {
          edges { node { status since until programByProgramCode { code nameId } } }
        }
      }
    }
  }
}`;

interface Edges<Node> {
  readonly edges: readonly { readonly node: Node }[];
}

interface Page {
  readonly householdsWithin: Edges<{
    readonly household: string;
    readonly villageByVillageCode: { readonly code: string };
    readonly membersByHouseholdId: Edges<{ readonly personByPersonId: { readonly rowId: string } }>;
    readonly classificationsByHouseholdId: Edges<{
      readonly categoryByCategoryCode: { readonly code: string };
    }>;
    readonly enrolmentsByHouseholdId: Edges<{
      readonly programByProgramCode: { readonly code: string };
    }>;
  }>;
}

function comparablePage(data: unknown): unknown {
  const { edges } = (data as Page).householdsWithin;
  return edges.slice(0, 20).map(({ node }) => ({
    id: node.household,
    village: node.villageByVillageCode.code,
    people: node.membersByHouseholdId.edges.map((one) => one.node.personByPersonId.rowId).sort(),
    categories: node.classificationsByHouseholdId.edges
      .map((one) => one.node.categoryByCategoryCode.code)
      .sort(),
    programs: node.enrolmentsByHouseholdId.edges
      .map((one) => one.node.programByProgramCode.code)
      .sort(),
  }));
}

interface Decisions {
  readonly checkEligibilities: {
    readonly edges: readonly {
      readonly node: { outcome: string; findings: string[]; perYear: string | null };
    }[];
  };
}

const comparable = (data: unknown): unknown =>
  (data as Decisions).checkEligibilities.edges.map(({ node }) => ({
    outcome: node.outcome,
    findings: node.findings,
    perYear: node.perYear === null ? null : Number(node.perYear),
  }));

/** PostGraphile makes its own schema from tables and functions, so it is asked in its own words. */
export const POSTGRAPHILE: Readonly<Partial<Record<WorkName, OwnWork>>> = {
  check: {
    document: CHECK,
    variables: ({ input }, indexOf) => {
      const { nik, asOf } = input as { nik: string; asOf: string };
      return { niks: [indexOf(nik)], asOf };
    },
    comparable,
  },
  hundred: {
    document: CHECK,
    variables: ({ input }, indexOf) => {
      const { people, asOf } = input as { people: { nik: string }[]; asOf: string };
      return { niks: people.map(({ nik }) => indexOf(nik)), asOf };
    },
    comparable,
  },
  page: {
    document: PAGE,
    variables: ({ within }) => ({ regency: within }),
    comparable: comparablePage,
  },
};
