import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { createClient, DinsosError, NetworkError } from '@dinsos/sdk';
import type { ClientKey, EligibilityDecision, Fetch, PrivateJwk } from '@dinsos/sdk';
import { WORDS, type Coverage } from './words.js';

/** Where the registry is, who stands at the desk, and where the answer goes. */
export interface Setting {
  readonly url: string;
  readonly fetch?: Fetch | undefined;
  readonly print: (line: string) => void;
  /** Our own client and its key; a persona of the sandbox where absent. */
  readonly key?: Pick<ClientKey, 'clientId' | 'privateKey'> | undefined;
  /** The NIKs of the patients as they come, one after the other. */
  readonly patients: AsyncIterable<string>;
  /** The day whose rules and facts count, YYYY-MM-DD. */
  readonly asOf: string;
}

/** Tells the desk of each patient, in both languages, whether the state pays the premium, and what to do where it does not. */
export async function run({ print, patients, asOf, ...setting }: Setting): Promise<Coverage[]> {
  const { url, fetch, key } = setting;
  const open = (language: 'ID' | 'EN') =>
    createClient({
      ...{ url, fetch, language, purpose: 'HEALTH_COVERAGE_CHECK' as const },
      ...(key ?? { credentials: { sandboxPersona: 'hospital' } }),
    });
  const [indonesian, english] = [open('ID'), open('EN')];

  const told: Coverage[] = [];
  for await (const line of patients) {
    const nik = line.trim();
    if (nik === '') continue;
    const reference = `ADM-${String(told.length + 1)}`;
    let decision: EligibilityDecision | null = null;
    try {
      decision = await indonesian.eligibility.check({ nik, program: 'PBI_JK', asOf, reference });
    } catch (error) {
      // A malformed NIK is for the desk to correct; any other failure is not for the desk.
      if (!(error instanceof DinsosError) || error.code !== 'BAD_USER_INPUT') throw error;
    }
    // The same decision in the other language: it is read again, not made again.
    const translated = decision && (await english.eligibility.decision(decision.id));
    const coverage = coverageOf(decision);
    told.push(coverage);
    print('');
    print(`${reference}  ${WORDS[coverage].id}`);
    print(`       ${WORDS[coverage].en}`);
    for (const one of decision === null ? [] : linesOf(decision, translated)) print(`  ${one}`);
  }
  return told;
}

function coverageOf(decision: EligibilityDecision | null): Coverage {
  if (decision === null) return 'CHECK_THE_NIK';
  if (decision.outcome === 'INELIGIBLE') return 'NOT_COVERED';
  if (decision.outcome === 'UNDETERMINED') return 'NOT_KNOWN_YET';
  return decision.enrolment === 'ACTIVE' ? 'PAID_BY_THE_STATE' : 'CAN_BE_ACTIVATED';
}

function linesOf(decision: EligibilityDecision, english: EligibilityDecision | null): string[] {
  const both = (id: string, en: string | undefined, place: string) => [
    `${place}${id}`,
    ...(en === undefined ? [] : [`${' '.repeat(place.length)}${en}`]),
  ];
  const open = decision.criteria.filter(
    ({ finding }) => finding === 'NOT_MET' || finding === 'UNKNOWN',
  );
  return [
    ...open.flatMap(({ code, finding, message }) =>
      both(
        message,
        english?.criteria.find((one) => one.code === code)?.message,
        finding === 'NOT_MET' ? '× ' : '? ',
      ),
    ),
    ...decision.nextSteps.flatMap(({ code, message, office }) => {
      const other = english?.nextSteps.find((one) => one.code === code);
      return both(`${message} (${office})`, other && `${other.message} (${other.office})`, '→ ');
    }),
  ];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { DINSOS_URL, DINSOS_CLIENT_ID: clientId, DINSOS_PRIVATE_KEY: jwk } = process.env;
  const url = DINSOS_URL ?? 'http://127.0.0.1:4000';
  const key = clientId && jwk ? { clientId, privateKey: JSON.parse(jwk) as PrivateJwk } : undefined;
  const [asOf = '2026-11-01'] = process.argv.slice(2);
  // A NIK on the command line would stand in the list of processes and in the shell's history.
  if (!/^\d{4}-\d{2}-\d{2}$/.test(asOf)) {
    console.error('The only argument is a day, YYYY-MM-DD. NIKs are read from standard input.');
    process.exit(2);
  }
  const patients = createInterface({ input: process.stdin });
  if (process.stdin.isTTY) console.log('NIK? (Ctrl+D: selesai / done)');
  try {
    await run({ url, print: console.log, key, patients, asOf });
  } catch (error) {
    if (!(error instanceof NetworkError)) throw error;
    console.error(`${error.message} Start the server with "npm start", or set DINSOS_URL.`);
    process.exitCode = 1;
  }
}
