import { pathToFileURL } from 'node:url';
import { createClient, DinsosError, NetworkError } from '@dinsos/sdk';
import type { EligibilityDecision, Fetch } from '@dinsos/sdk';

/** What the admission desk tells a patient. */
export type Coverage =
  'PAID_BY_THE_STATE' | 'CAN_BE_ACTIVATED' | 'NOT_COVERED' | 'NOT_KNOWN_YET' | 'CHECK_THE_NIK';

/** Where the registry is, and where the answer goes. */
export interface Setting {
  readonly url: string;
  readonly fetch?: Fetch | undefined;
  readonly print: (line: string) => void;
}

/** Who waits at the desk. Everybody is invented. */
const PATIENTS = [
  { bed: 'A1', nik: '3273056006239901' },
  { bed: 'A2', nik: '3273054404869901' },
  { bed: 'B1', nik: '3273055111089901' },
  { bed: 'B2', nik: '3205016209929901' },
  { bed: 'C1', nik: '327305' },
];

const WORDS: Readonly<Record<Coverage, string>> = {
  PAID_BY_THE_STATE: 'the state pays the premium',
  CAN_BE_ACTIVATED: 'has a right to it, but it is not active',
  NOT_COVERED: 'the state does not pay the premium',
  NOT_KNOWN_YET: 'cannot be told yet',
  CHECK_THE_NIK: 'the NIK cannot be right',
};

/** Asks about all patients at once: the checks of one tick travel as one request, and each has its own answer. */
export async function run({ url, fetch, print }: Setting): Promise<Map<string, Coverage>> {
  const client = createClient({
    url,
    fetch,
    credentials: { sandboxPersona: 'hospital' },
    purpose: 'HEALTH_COVERAGE_CHECK',
    language: 'EN',
  });
  const answers = await Promise.allSettled(
    PATIENTS.map(({ bed, nik }) =>
      client.eligibility.check({ nik, program: 'PBI_JK', asOf: '2026-11-01', reference: bed }),
    ),
  );

  print('Health insurance premium paid by the state (PBI-JK), as of 2026-11-01');
  const told = new Map<string, Coverage>();
  for (const [index, answer] of answers.entries()) {
    const bed = PATIENTS[index]?.bed ?? '';
    const decision = answer.status === 'fulfilled' ? answer.value : decisionDespite(answer.reason);
    const coverage = coverageOf(decision);
    told.set(bed, coverage);
    print('');
    print(`Bed ${bed}: ${WORDS[coverage]}`);
    for (const line of decision === null ? [] : linesOf(decision)) print(`  ${line}`);
  }
  return told;
}

/** A malformed NIK is for the desk to correct; any other failure is not for the desk. */
function decisionDespite(reason: unknown): null {
  if (reason instanceof DinsosError && reason.code === 'BAD_USER_INPUT') return null;
  throw reason;
}

function coverageOf(decision: EligibilityDecision | null): Coverage {
  if (decision === null) return 'CHECK_THE_NIK';
  if (decision.outcome === 'INELIGIBLE') return 'NOT_COVERED';
  if (decision.outcome === 'UNDETERMINED') return 'NOT_KNOWN_YET';
  return decision.enrolment === 'ACTIVE' ? 'PAID_BY_THE_STATE' : 'CAN_BE_ACTIVATED';
}

function linesOf({ criteria, nextSteps, entitlement }: EligibilityDecision): string[] {
  const open = criteria.filter(({ finding }) => finding === 'NOT_MET' || finding === 'UNKNOWN');
  return [
    ...(entitlement?.lines ?? []).map(
      ({ amount, period, count }) =>
        `premium: Rp ${amount.toLocaleString('en')} a ${period.toLowerCase()}, ${count} times a year`,
    ),
    ...open.map(({ finding, message }) => `${finding === 'NOT_MET' ? 'no' : '?'}: ${message}`),
    ...nextSteps.map(({ message, office }) => `next: ${message} (${office})`),
  ];
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
