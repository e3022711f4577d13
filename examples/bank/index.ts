import { relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createClient, createReceiptVerifier, DinsosError, NetworkError } from '@dinsos/sdk';
import type { ClientKey, Fetch, JobProgress, PrivateJwk } from '@dinsos/sdk';
import { findJob, readThrough } from './night-job.js';
import { beginReport, type NightReport } from './night-report.js';
import { readPayments } from './read-payments.js';
import { verdictOn } from './verdict.js';

/** Where the registry is, which payments are due, and where the report goes. */
export interface Setting {
  readonly url: string;
  readonly fetch?: Fetch | undefined;
  readonly print: (line: string) => void;
  /** Our own client and its key; a persona of the sandbox where absent. */
  readonly key?: Pick<ClientKey, 'clientId' | 'privateKey'> | undefined;
  readonly payments: string;
  /** Folder of the reports. */
  readonly reports: string;
  readonly program: string;
  /** The day whose rules and facts count, YYYY-MM-DD. */
  readonly asOf: string;
}

/** What came of a night. */
export interface Night extends Pick<NightReport, 'file' | 'totals'> {
  readonly jobId: string;
}

const MOST_PRINTED = 20;
const CHANGED = 'The payments have changed while they were verified: run again.';
const PHASES: Readonly<Record<JobProgress['phase'], string>> = {
  UPLOADING: 'the list goes up',
  DECIDING: 'the registry decides',
  DOWNLOADING: 'the answers come back',
};

/**
 * Verifies tonight's payments by a job of the registry, keeps the receipts that prove it, and says what to do with each and
 * why. A second run of the same night finds the same job: it goes on where the first one was cut short, and asks about nobody
 * twice. Nothing but the next payment is held in memory.
 *
 * @throws Error where the file is no list of payments, or changes while it is verified; JobEndedError where the registry gives
 *   the job up; any other fault of the SDK.
 */
export async function run(setting: Setting): Promise<Night> {
  const { url, fetch, print, key, program, asOf, payments } = setting;
  const client = createClient({
    url,
    fetch,
    ...(key ?? { credentials: { sandboxPersona: 'bank' } }),
    purpose: 'PAYEE_VERIFICATION',
    language: 'EN',
  });
  const jwksUrl = new URL('/.well-known/jwks.json', url).href;
  const verify = createReceiptVerifier({ jwksUrl, fetch });

  const list = await readThrough(readPayments(payments));
  const { name } = await client.viewer();
  print(`${name} verifies ${list.payments} payments of ${program}, as of ${asOf}`);
  const terms = { program, asOf };
  const jobId = await findJob(client, terms, list);
  print(`Job ${jobId}`);

  let phase: JobProgress['phase'] | null = null;
  const onProgress = (progress: JobProgress): void => {
    if (progress.phase !== phase) print(`  ${PHASES[progress.phase]}`);
    ({ phase } = progress);
  };
  const results = client.eligibility.stream(readPayments(payments), {
    ...terms,
    ...{ resume: { jobId }, receipts: true, onProgress },
  });
  const report = await beginReport(setting.reports, `${asOf}-${program}-${jobId}`);
  const ours = readPayments(payments);
  try {
    let toLookAt = 0;
    for await (const result of results) {
      const { value: payment } = await ours.next();
      if (payment === undefined || (result.reference ?? payment.reference) !== payment.reference) {
        throw new Error(CHANGED);
      }
      if (result.decision !== undefined) {
        const { jti } = await verify(result.decision.receipt ?? '');
        if (jti !== result.decision.id) throw new Error('A receipt belongs to another decision.');
      }
      const line = verdictOn(payment, result);
      await report.add(line, result.decision?.receipt ?? null);
      if (line.advice !== 'PAY') toLookAt += 1;
      if (line.advice !== 'PAY' && toLookAt <= MOST_PRINTED) {
        print(`${line.advice.padEnd(5)} ${line.reference}  ${line.reasons}`);
      }
    }
    if ((await ours.next()).done !== true) throw new Error(CHANGED);
    if (toLookAt > MOST_PRINTED) print(`and ${toLookAt - MOST_PRINTED} more, in the report`);
    await report.finish();
  } catch (error) {
    await report.discard();
    throw error;
  } finally {
    await ours.return(undefined);
  }

  for (const line of summaryOf(report, list.payments)) print(line);
  const { file, totals } = report;
  print(`The report: ${relative(process.cwd(), file)}`);
  return { jobId, file, totals };
}

function summaryOf({ totals, offices }: NightReport, all: number): string[] {
  const sums = Object.entries(totals).map(
    ([advice, { payments, amount }]) =>
      `${advice.padEnd(5)} ${payments} of ${all}, Rp ${amount.toLocaleString('en')}`,
  );
  const sent = [...offices].map(([office, count]) => `      ${office}: ${count}`);
  return ['', ...sums, ...(sent.length === 0 ? [] : ['Where payees are sent:', ...sent])];
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { DINSOS_URL, DINSOS_CLIENT_ID: clientId, DINSOS_PRIVATE_KEY: jwk } = process.env;
  const url = DINSOS_URL ?? 'http://127.0.0.1:4000';
  const key = clientId && jwk ? { clientId, privateKey: JSON.parse(jwk) as PrivateJwk } : undefined;
  const beside = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const [payments = beside('payments.csv'), reports = beside('reports'), asOf = '2026-11-01'] =
    process.argv.slice(2);
  try {
    await run({ url, print: console.log, key, payments, reports, program: 'BPNT', asOf });
  } catch (error) {
    if (!(error instanceof DinsosError)) throw error;
    console.error(`${error.code}: ${error.message}`);
    if (error instanceof NetworkError) {
      console.error('Start the server with "npm start", or set DINSOS_URL.');
    }
    process.exitCode = 1;
  }
}
