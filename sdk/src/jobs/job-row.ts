import { personInput } from '../eligibility/check-people.js';
import { refuseCheck } from '../eligibility/refuse-check.js';
import type { PersonCheck } from '../models.js';

const encoder = new TextEncoder();

/**
 * A row as it is uploaded: one line of JSON, always the same for the same row, so that an upload can be gone on with. Rows come
 * from files, where types promise nothing; one that is certain to be refused is sent as the shortest row that is refused for the
 * same reason, so that rows keep their numbers and no line is longer than the registry takes.
 */
export function rowLine(row: PersonCheck): Uint8Array<ArrayBuffer> {
  const given = Object(row) as PersonCheck;
  const refused = refuseCheck(given);
  const sent = refused === null ? personInput(given) : refusedRow(given, refused.code);
  return encoder.encode(`${JSON.stringify(sent)}\n`);
}

function refusedRow(row: PersonCheck, code: string): object {
  const kept = refuseCheck({ nik: '0'.repeat(16), reference: row.reference }) === null;
  const reference = kept && row.reference != null ? { reference: String(row.reference) } : {};
  return code === 'MALFORMED_NIK'
    ? { nik: '', ...reference }
    : { nik: row.nik, ...reference, claims: {} };
}
