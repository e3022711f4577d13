import { recordAccess } from '../access/record-access.js';
import type { App } from '../app.js';
import type { Principal } from '../auth/principal.js';
import type { Decision } from '../eligibility/decision.js';
import { discloseDecision, purposeCovers, type ShownDecision } from '../eligibility/disclosure.js';
import { evaluate } from '../eligibility/evaluate.js';
import { loadFacts } from '../eligibility/load-facts.js';
import { parseFacts } from '../eligibility/parse-facts.js';
import { replayDecision } from '../eligibility/replay-decision.js';
import { faultOf } from '../http/fault-of.js';
import type { Log } from '../log.js';
import { ruleInForce, type CatalogProgram } from '../programs/program-catalog.js';
import { fromDateColumn, jakartaDate } from '../values/calendar-date.js';
import { addEvent, type NewEvent } from './add-event.js';
import { agreementsOf, type TermsOf } from './agreements-of.js';
import { changedAnswer } from './changed-answer.js';
import { touchedDecisions, type TouchedDecision } from './touched-decisions.js';

type ChangeType = Extract<NewEvent['type'], 'ELIGIBILITY_CHANGED' | 'ENROLMENT_CHANGED'>;

/** How many touched households are seen to at once, and how long after they were first seen. */
export interface TouchLimits {
  readonly size: number;
  readonly settleMs: number;
}

interface Touch {
  readonly ordinal: string;
  readonly household: string;
}

/** An answer that would be another now. */
interface Change {
  readonly decision: TouchedDecision;
  readonly program: string;
  readonly personId: string | null;
  readonly agreement: string;
  readonly types: readonly ChangeType[];
}

const SEE_STATEMENT = 'UPDATE webhook_touch SET seen_at = clock_timestamp() WHERE seen_at IS NULL';
// A decision may have been made from the facts of before and be written down a moment after the change: so not at once.
const DUE_STATEMENT = `
SELECT ordinal::text, household_id AS household FROM webhook_touch
WHERE seen_at <= clock_timestamp() - $1::int4 * interval '1 millisecond' ORDER BY ordinal LIMIT $2::int4`;
/** What each kind of change lets a partner know of. */
const SHOWS: Readonly<Record<ChangeType, readonly string[]>> = {
  ELIGIBILITY_CHANGED: ['outcome'],
  ENROLMENT_CHANGED: ['enrolment'],
};

const KNOWN_STATEMENT = 'SELECT key FROM webhook_event WHERE key = ANY ($1::text[])';
const FORGET_STATEMENT = 'DELETE FROM webhook_touch WHERE ordinal = ANY ($1::text[]::int8[])';

/**
 * Decides anew what partners asked about people whose households were changed, from the facts and by the rule in force today,
 * and tells them where the answer that they may see would be another: "ask again", and nothing more. Told once a decision and
 * kind of change. Each is an entry of the trail. Nothing is decided on the record, and a process that is killed here does
 * it again.
 *
 * @returns how many touches were seen to.
 */
export async function announceChanges(app: App, log: Log, limits: TouchLimits): Promise<number> {
  const { sql } = app.database;
  await sql.query(SEE_STATEMENT, [], 'see-touches');
  const due = await sql.query<Touch>(DUE_STATEMENT, [limits.settleMs, limits.size], 'due-touches');
  if (due.length === 0) return 0;
  const households = [...new Set(due.map(({ household }) => household))];
  const changes = await untold(app, await changesOf(app, log, households));
  await sql.transaction(async (inner) => {
    for (const change of changes) await tell(app, inner, change);
    await inner.query(FORGET_STATEMENT, [due.map(({ ordinal }) => ordinal)]);
  });
  return due.length;
}

/** Of some changes, what was not told before. */
async function untold({ database }: App, changes: readonly Change[]): Promise<readonly Change[]> {
  if (changes.length === 0) return [];
  const keys = changes.flatMap(({ decision, types }) => types.map((type) => keyOf(type, decision)));
  const rows = await database.sql.query<{ key: string }>(KNOWN_STATEMENT, [keys]);
  const known = new Set(rows.map(({ key }) => key));
  return changes.map((change) => ({
    ...change,
    types: change.types.filter((type) => !known.has(keyOf(type, change.decision))),
  }));
}

function keyOf(type: ChangeType, { id }: TouchedDecision): string {
  return `${type} ${id}`;
}

async function changesOf(app: App, log: Log, households: readonly string[]): Promise<Change[]> {
  const { sql } = app.database;
  const touched = await touchedDecisions(sql, households);
  if (touched.length === 0) return [];
  const today = jakartaDate(app.now());
  const programs = await app.programs.readWith(touched.map(({ ruleVersionId }) => ruleVersionId));
  const byId = new Map([...programs.values()].map((program) => [program.id, program]));
  const terms = await agreementsOf(app, touched, today);
  const asked = touched.flatMap((decision) => askAgain(decision, byId, terms, today));
  const loaded = await loadFacts(
    sql,
    asked.map(({ decision, agreement }) => ({
      nikIndex: decision.subject,
      asOf: today,
      claims: parseFacts(decision.facts).claims,
      territories: agreement.territories,
    })),
  );
  return asked.flatMap(({ decision, program, rule, agreement }, index): Change[] => {
    const { facts } = loaded[index]!;
    const now: Decision = {
      ...{ id: decision.id, reference: null, program, rule, asOf: today, decidedAt: app.now() },
      ...{ facts, evaluation: evaluate(rule.ruleSet, facts) },
    };
    const given = givenAnswer(programs.values(), decision, log);
    if (given === null) return [];
    const types = changedAnswer(given, discloseDecision(now, decision.purpose));
    const personId = facts.person?.id ?? decision.personId;
    return types.length === 0
      ? []
      : [{ decision, program: program.code, personId, agreement: agreement.number, types }];
  });
}

/** The answer that was given; null = its record cannot be replayed, and nothing can be said to have changed. */
function givenAnswer(
  programs: Iterable<CatalogProgram>,
  decision: TouchedDecision,
  log: Log,
): ShownDecision | null {
  try {
    return replayDecision(programs, decision, decision.purpose);
  } catch (error) {
    log.error('bug', { requestId: decision.id, cause: faultOf(error).cause ?? 'Error' });
    return null;
  }
}

/** The question of a decision as it would be put today; none where the partner may not ask it any more, or asked about another day. */
function askAgain(
  decision: TouchedDecision,
  programs: ReadonlyMap<string, CatalogProgram>,
  terms: TermsOf,
  today: string,
) {
  const program = programs.get(decision.programId);
  const rule = program === undefined ? null : ruleInForce(program, today);
  const agreement = terms(decision);
  const isOfItsDay = fromDateColumn(decision.asOf) === jakartaDate(decision.decidedAt);
  if (program === undefined || rule === null || agreement === null || !isOfItsDay) return [];
  if (!agreement.programs.has(program.code) || !purposeCovers(decision.purpose, program)) return [];
  return [{ decision, program, rule, agreement }];
}

async function tell(
  app: App,
  sql: Parameters<typeof addEvent>[0],
  { decision, program, personId, agreement, types }: Change,
): Promise<void> {
  const { id: decisionId, partnerId, purpose } = decision;
  for (const type of types) {
    const id = app.newId();
    await addEvent(sql, {
      ...{ id, key: keyOf(type, decision), partnerId, purpose, type },
      ...{ subject: personId ?? decisionId, data: { decisionId, program }, at: app.now() },
    });
    await recordAccess(
      { app, principal: announcer(decision), requestId: id },
      {
        ...{ action: 'announceChange', decisionId, legalBasis: agreement },
        fields: SHOWS[type],
        personIds: personId === null ? [] : [personId],
      },
      sql,
    );
  }
}

/** The registry itself, telling this partner: so the trail has it. */
function announcer({ partnerId, purpose }: TouchedDecision): Principal {
  return {
    ...{ subject: 'webhooks', clientId: 'webhooks', name: 'webhooks', tier: 'PARTNER', purpose },
    ...{ territory: null, roles: [], scopes: [], expiresAt: 0 },
    // The kind decides nothing here.
    partner: { id: partnerId, kind: 'GOVERNMENT' },
  };
}
