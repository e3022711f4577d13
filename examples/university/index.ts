import { pathToFileURL } from 'node:url';
import { createClient, NetworkError } from '@dinsos/sdk';
import type { CheckResult, Fetch } from '@dinsos/sdk';
import { readApplicants } from './read-applicants.js';
import type { Applicant } from './read-applicants.js';

/** What the admissions office does with an applicant. */
export type Pile = 'ACCEPTED' | 'NEEDS_SKTM' | 'NEEDS_INFORMATION' | 'REFUSED';

/** Where the registry is, and where the answer goes. */
export interface Setting {
  readonly url: string;
  readonly fetch?: Fetch | undefined;
  readonly print: (line: string) => void;
}

const APPLICANTS = new URL('./applicants.csv', import.meta.url);

const TITLES: Readonly<Record<Pile, string>> = {
  ACCEPTED: 'Accepted for KIP Kuliah',
  NEEDS_SKTM: 'Needs a certificate of poverty (SKTM) from the village',
  NEEDS_INFORMATION: 'Needs more information',
  REFUSED: 'Refused',
};

/** Screens a file of applicants for KIP Kuliah: the university states what it knows, the registry adds what it knows. */
export async function run({ url, fetch, print }: Setting): Promise<Map<string, Pile>> {
  const client = createClient({
    url,
    fetch,
    credentials: { sandboxPersona: 'university' },
    purpose: 'STUDENT_AID_SCREENING',
    language: 'EN',
  });

  const withSktm = new Set<string>();
  async function* applicants(): AsyncGenerator<Applicant> {
    for await (const applicant of readApplicants(APPLICANTS)) {
      if (applicant.claims.studentAid.hasSktm) withSktm.add(applicant.reference ?? '');
      yield applicant;
    }
  }

  const piles: Record<Pile, string[]> = {
    ACCEPTED: [],
    NEEDS_SKTM: [],
    NEEDS_INFORMATION: [],
    REFUSED: [],
  };
  const sorted = new Map<string, Pile>();
  const options = { program: 'KIP_KULIAH', asOf: '2026-11-01' };
  for await (const result of client.eligibility.checkMany(applicants(), options)) {
    const reference = result.reference ?? '';
    const pile = pileOf(result, withSktm.has(reference));
    sorted.set(reference, pile);
    piles[pile].push(`${reference}  ${reasonOf(result)}`);
  }

  print('Screening of applicants for KIP Kuliah, as of 2026-11-01');
  for (const pile of Object.keys(TITLES) as Pile[]) {
    print('');
    print(`${TITLES[pile]}: ${piles[pile].length}`);
    for (const line of piles[pile]) print(`  ${line}`);
  }
  return sorted;
}

/** An SKTM helps who has none yet and fails on nothing but the economic routes. */
function pileOf({ decision }: CheckResult, hasSktm: boolean): Pile {
  if (decision === undefined) return 'REFUSED';
  if (decision.outcome === 'ELIGIBLE') return 'ACCEPTED';
  if (decision.outcome === 'UNDETERMINED') return 'NEEDS_INFORMATION';
  const failed = decision.criteria.filter(({ finding }) => finding === 'NOT_MET');
  const mayHelp = decision.nextSteps.some(({ code }) => code === 'PROVIDE_SKTM');
  return mayHelp && !hasSktm && failed.length === 1 ? 'NEEDS_SKTM' : 'REFUSED';
}

function reasonOf({ decision, refused }: CheckResult): string {
  if (refused) return refused.message;
  if (decision.outcome === 'ELIGIBLE') {
    const perYear = decision.entitlement?.perYear ?? 0;
    return `up to Rp ${perYear.toLocaleString('en')} a year, by ${decision.route}`;
  }
  const open = decision.criteria.filter(
    ({ finding }) => finding === 'NOT_MET' || finding === 'UNKNOWN',
  );
  const steps = decision.nextSteps.map(({ message, office }) => `${message} (${office})`);
  return [...open.map(({ message }) => `not shown: ${message}`), ...steps].join('\n          ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const url = process.env['DINSOS_URL'] ?? 'http://127.0.0.1:4000';
  try {
    await run({ url, print: console.log });
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    console.error(`${error.message} Start the server with "npm start", or set DINSOS_URL.`);
    process.exitCode = 1;
  }
}
