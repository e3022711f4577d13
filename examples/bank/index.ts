import { pathToFileURL } from 'node:url';
import { createClient, createReceiptVerifier, NetworkError } from '@dinsos/sdk';
import type { CheckResult, Fetch } from '@dinsos/sdk';

/** What to do with a payment. */
export type Advice = 'PAY' | 'HOLD' | 'STOP';

/** Where the registry is, and where the answer goes. */
export interface Setting {
  readonly url: string;
  readonly fetch?: Fetch | undefined;
  readonly print: (line: string) => void;
}

/** Tomorrow's payments of food aid. Everybody is invented; a real bank reads them from its own list. */
const PAYMENTS = [
  { reference: 'PAY-01', nik: '3171014202599901' },
  { reference: 'PAY-02', nik: '3273051102909901' },
  { reference: 'PAY-03', nik: '3510011212459901' },
  { reference: 'PAY-04', nik: '3205016109919901' },
  { reference: 'PAY-05', nik: '3205016209929901' },
  { reference: 'PAY-06', nik: '3273050101909999' },
  { reference: 'PAY-07', nik: '32050162' },
];

/** Verifies the payees of a list, keeps the receipts that prove it, and says what to do with each payment. */
export async function run({ url, fetch, print }: Setting): Promise<Map<string, Advice>> {
  const client = createClient({
    url,
    fetch,
    credentials: { sandboxPersona: 'bank' },
    purpose: 'PAYEE_VERIFICATION',
    language: 'EN',
  });
  const verify = createReceiptVerifier({
    jwksUrl: new URL('/.well-known/jwks.json', url).href,
    fetch,
  });

  const { name } = await client.viewer();
  print(`${name} verifies ${PAYMENTS.length} payees of BPNT, as of 2026-11-01`);

  const advised = new Map<string, Advice>();
  let receipts = 0;
  const options = { program: 'BPNT', asOf: '2026-11-01' };
  for await (const result of client.eligibility.checkMany(PAYMENTS, options)) {
    const advice = adviceFor(result);
    advised.set(result.reference ?? '', advice);
    print('');
    print(`${advice.padEnd(5)} ${result.reference}  ${summaryOf(result)}`);
    for (const line of reasonsOf(result)) print(`      ${line}`);
    if (result.refused) continue;
    const { jti } = await verify(result.decision.receipt);
    if (jti === result.decision.id) receipts += 1;
  }

  print('');
  print(`${receipts} receipts verified; keep them with the payments.`);
  return advised;
}

/** Eligible is not enrolled: who is not on the payment list yet is not paid. */
function adviceFor({ decision }: CheckResult): Advice {
  if (decision === undefined || decision.outcome === 'INELIGIBLE') return 'STOP';
  return decision.outcome === 'ELIGIBLE' && decision.enrolment === 'ACTIVE' ? 'PAY' : 'HOLD';
}

function summaryOf(result: CheckResult): string {
  if (result.refused) return `not checked: ${result.refused.message}`;
  const { outcome, enrolment, entitlement } = result.decision;
  const amount = entitlement === null ? '' : `, ${rupiah(entitlement.perYear)} a year`;
  return `${outcome}, ${enrolment}${amount}`;
}

function reasonsOf({ decision }: CheckResult): string[] {
  if (decision === undefined) return [];
  const open = decision.criteria.filter(
    ({ finding }) => finding === 'NOT_MET' || finding === 'UNKNOWN',
  );
  return [
    ...open.map(({ finding, message }) => `${finding === 'NOT_MET' ? 'no' : '?'}: ${message}`),
    ...decision.nextSteps.map(({ message, office }) => `next: ${message} (${office})`),
  ];
}

function rupiah(amount: number): string {
  return `Rp ${amount.toLocaleString('en')}`;
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
