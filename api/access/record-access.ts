import type { Sql } from '../../prisma/sql.js';
import type { Context } from '../context.js';
import { shownBy } from './shown.js';

/** A look at or a change of personal data, to be written down. */
export interface Access {
  /** The operation's field: "household", "correctPerson". */
  readonly action: string;
  /** Groups of fields that were shown or changed. */
  readonly fields: readonly string[];
  readonly personIds: readonly string[];
  readonly decisionId?: string;
  /** By which right; the officers' law where absent. */
  readonly legalBasis?: string;
  readonly outcome?: 'ALLOWED' | 'DENIED';
}

/** By which right an officer looks. */
export const OFFICERS_LAW = 'UU 11/2009; UU 13/2011; Inpres 4/2025';

const ACCESS_STATEMENT = `
INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
  fields, people, person_ids, decision_id)
VALUES ($1::uuid, $2::timestamptz, $3, $4, $5::"AccessOutcome", $6, $7, $8, $9::uuid, $10::"AccessPurpose", $11,
  $12::text[], $13::int4, $14::uuid[], $15::uuid)`;

/**
 * Writes the entry of a look (UU 27/2022 art. 31). Awaited before the answer is given: if it throws, no data leaves.
 * `sql` is the transaction of a change; without it the entry is a statement of its own.
 */
export async function recordAccess(
  context: Context,
  access: Access,
  sql: Sql = context.app.database.sql,
): Promise<void> {
  const { personIds, decisionId } = access;
  await sql.query(
    ACCESS_STATEMENT,
    [...accessValues(context, access), personIds.length, personIds, decisionId ?? null],
    'record-access',
  );
  if (access.outcome === 'DENIED') return;
  const { writtenPeople } = shownBy(context);
  for (const id of personIds) writtenPeople.add(id);
}

/** The first twelve columns of an access entry, in the order of the table. */
export function accessValues(
  { app, principal, requestId }: Context,
  {
    action,
    outcome,
    fields,
    legalBasis,
  }: Pick<Access, 'action' | 'outcome' | 'fields' | 'legalBasis'>,
): unknown[] {
  const { subject, tier, territory, partner, purpose } = principal;
  return [
    app.newId(),
    app.now().toISOString(),
    requestId,
    action,
    outcome ?? 'ALLOWED',
    subject,
    tier,
    territory,
    partner?.id ?? null,
    purpose,
    legalBasis ?? OFFICERS_LAW,
    fields,
  ];
}
