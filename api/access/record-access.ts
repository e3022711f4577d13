import type { Sql } from '../../prisma/sql.js';
import type { App } from '../app.js';
import type { Context } from '../context.js';
import { shownBy } from './shown.js';

/** A look at or a change of personal data, to be written down. */
export interface Access {
  /** The operation's field: "household", "correctPerson". */
  readonly action: string;
  /** Groups of fields that were shown or changed. */
  readonly fields: readonly string[];
  readonly personIds: readonly string[];
  /** How many people it was about, where it names none of them: each has an entry of its own, or nobody was shown. */
  readonly people?: number;
  readonly decisionId?: string;
  /** By which right; the officers' law where absent. */
  readonly legalBasis?: string;
  readonly outcome?: 'ALLOWED' | 'DENIED';
}

/** What of a request the trail needs; a command has it too. */
export interface AccessContext extends Pick<Context, 'principal' | 'requestId'> {
  readonly app: Pick<App, 'database' | 'now' | 'newId'>;
}

/** By which right an officer looks. */
export const OFFICERS_LAW = 'UU 11/2009; UU 13/2011; Inpres 4/2025';

/**
 * The group of fields that stands in every entry of the case team, which alone sees classes of R3: by it the person's view
 * knows case work, and a breach report knows that such classes may have been seen.
 */
export const CASE_TEAM_MARK = 'restricted';

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
  const { personIds, people = personIds.length, decisionId } = access;
  await sql.query(
    ACCESS_STATEMENT,
    [...accessValues(context, access), people, personIds, decisionId ?? null],
    'record-access',
  );
  const { writtenPeople, writtenDenials } = shownBy(context);
  if (access.outcome === 'DENIED') {
    writtenDenials.add(access.action);
    return;
  }
  for (const id of personIds) writtenPeople.add(id);
}

/** The first twelve columns of an access entry, in the order of the table. */
export function accessValues(
  context: AccessContext,
  {
    action,
    outcome,
    fields,
    legalBasis,
  }: Pick<Access, 'action' | 'outcome' | 'fields' | 'legalBasis'>,
): unknown[] {
  const { app, principal, requestId } = context;
  const { subject, tier, territory, partner, purpose, roles } = principal;
  const asked = shownBy(context).asked.get(action) ?? [];
  const mark = roles.includes('social_worker') ? [CASE_TEAM_MARK] : [];
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
    [...new Set([...fields, ...asked, ...mark])],
  ];
}
