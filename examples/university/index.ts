import { fileURLToPath, pathToFileURL } from 'node:url';
import { createClient, NetworkError } from '@dinsos/sdk';
import type { CheckResult, ClientKey, Fetch, PrivateJwk } from '@dinsos/sdk';
import { PILES, writePiles, type Pile, type Sorted } from './piles.js';
import { readApplicants, type Applicant } from './read-applicants.js';

/** Where the registry is, who applied, and where the answer goes. */
export interface Setting {
  readonly url: string;
  readonly fetch?: Fetch | undefined;
  readonly print: (line: string) => void;
  /** Our own client and its key; a persona of the sandbox where absent. */
  readonly key?: Pick<ClientKey, 'clientId' | 'privateKey'> | undefined;
  readonly applicants: string;
  /** Folder of the piles. */
  readonly piles: string;
  /** The day whose rules and facts count, YYYY-MM-DD. */
  readonly asOf: string;
}

/** Screens a file of applicants for KIP Kuliah: the university states what it knows, the registry adds what it knows. */
export async function run({ print, asOf, ...setting }: Setting): Promise<Sorted[]> {
  const { url, fetch, key } = setting;
  const client = createClient({
    url,
    fetch,
    ...(key ?? { credentials: { sandboxPersona: 'university' } }),
    purpose: 'STUDENT_AID_SCREENING',
    language: 'EN',
  });

  // The file is read only as fast as answers come.
  const withSktm = new Set<number>();
  async function* applicants(): AsyncGenerator<Applicant> {
    let index = 0;
    for await (const applicant of readApplicants(setting.applicants)) {
      if (applicant.claims.studentAid.hasSktm) withSktm.add(index);
      index += 1;
      yield applicant;
    }
  }

  const sorted: Sorted[] = [];
  const options = { program: 'KIP_KULIAH', asOf };
  for await (const result of client.eligibility.checkMany(applicants(), options)) {
    sorted.push(sort(result, withSktm.delete(result.index)));
  }
  await writePiles(setting.piles, sorted);

  print(`Screening of ${sorted.length} applicants for KIP Kuliah, as of ${asOf}`);
  for (const pile of Object.keys(PILES) as Pile[]) {
    const these = sorted.filter((one) => one.pile === pile);
    print('');
    print(`${PILES[pile].title}: ${these.length} (${PILES[pile].file})`);
    for (const one of these) print(`  ${one.reference}  ${summaryOf(one)}`);
  }
  return sorted;
}

function sort(result: CheckResult, hasSktm: boolean): Sorted {
  const { decision } = result;
  const open = (decision?.criteria ?? []).filter(
    ({ finding }) => finding === 'NOT_MET' || finding === 'UNKNOWN',
  );
  return {
    reference: result.reference ?? '',
    pile: pileOf(result, hasSktm),
    route: decision?.route ?? null,
    perYear: decision?.entitlement?.perYear ?? null,
    reasons: result.refused?.message ?? open.map(({ message }) => message).join(' | '),
    nextSteps: (decision?.nextSteps ?? [])
      .map(({ message, office }) => `${message} (${office})`)
      .join(' | '),
    decisionId: decision?.id ?? null,
  };
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

function summaryOf({ route, perYear, reasons, nextSteps }: Sorted): string {
  if (perYear !== null) return `up to Rp ${perYear.toLocaleString('en')} a year, by ${route}`;
  return [reasons, nextSteps].filter((text) => text !== '').join('\n          ');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { DINSOS_URL, DINSOS_CLIENT_ID: clientId, DINSOS_PRIVATE_KEY: jwk } = process.env;
  const url = DINSOS_URL ?? 'http://127.0.0.1:4000';
  const key = clientId && jwk ? { clientId, privateKey: JSON.parse(jwk) as PrivateJwk } : undefined;
  const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const [applicants = beside('applicants.csv'), piles = beside('piles'), asOf = '2026-11-01'] =
    process.argv.slice(2);
  try {
    await run({ url, print: console.log, key, applicants, piles, asOf });
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    console.error(`${error.message} Start the server with "npm start", or set DINSOS_URL.`);
    process.exitCode = 1;
  }
}
