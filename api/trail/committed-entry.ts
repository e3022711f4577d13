import { peopleCommitment } from './verifier/people-commitment.js';
import type { TrailEntry } from './verifier/trail-entry.js';

/** An access entry as {@link ENTRY_COLUMNS} reads it. */
export interface StoredEntry extends Omit<TrailEntry, 'commitment'> {
  readonly personIds: readonly string[];
}

/** What is read of an access entry `e` for its leaf. */
export const ENTRY_COLUMNS = `e.id, to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at,
  e.request_id AS "requestId", e.action, e.outcome::text AS outcome, e.actor, e.tier, e.territory,
  e.partner_id AS "partnerId", e.purpose::text AS purpose, e.legal_basis AS "legalBasis", to_json(e.fields) AS fields,
  e.people, to_json(e.person_ids) AS "personIds", e.decision_id AS "decisionId"`;

/** An access entry with a commitment to its people, under a salt of its own, in place of their ids. */
export function committedEntry(stored: StoredEntry, salt: Uint8Array): TrailEntry {
  const { personIds, ...entry } = stored;
  return {
    ...entry,
    commitment: peopleCommitment(Buffer.from(salt).toString('base64url'), personIds),
  };
}
