import type { DukcapilStatus } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { periodDays, type CalendarDays } from './period-days.js';
import type { Situation, StandingProposal, TakenStep } from './situation.js';

/** What Dukcapil last said about one of those whom a proposal is about. */
export interface DukcapilAnswer {
  readonly status: DukcapilStatus;
  readonly mismatchedFields: readonly string[];
}

/** A proposal in the hands of a transaction, with all that its guards ask. */
export interface LoadedProposal extends StandingProposal {
  readonly id: string;
  readonly version: number;
  readonly householdId: string | null;
  readonly personId: string | null;
  readonly steps: readonly TakenStep[];
  readonly calendar: CalendarDays & { readonly mostRollOvers: number };
  readonly answers: readonly DukcapilAnswer[];
  readonly facts: Omit<Situation['facts'], 'dukcapil'>;
}

const LOCK_STATEMENT = `SELECT id FROM proposal
WHERE id = $1::uuid AND village_code >= $2 AND village_code < $3 FOR UPDATE`;

// A statement of its own, after the lock: what was done while it was waited for counts.
const LOAD_STATEMENT = `
SELECT p.id, p.version, p.kind, p.state, p.held_state AS "heldState", p.village_code AS "villageCode",
  p.owner_code AS "ownerCode", p.period, p.roll_overs AS "rollOvers", h.id AS "householdId", p.person_id AS "personId",
  (SELECT coalesce(json_agg(json_build_object('action', s.action, 'actor', s.actor, 'evidence', s.evidence) ORDER BY s.number), '[]')
    FROM proposal_step s WHERE s.proposal_id = p.id) AS steps,
  (SELECT json_build_object('cutOffDay', c.cut_off_day, 'pullDay', c.pull_day, 'mostRollOvers', c.most_roll_overs)
    FROM proposal_calendar c WHERE c.program_code IS NULL OR c.program_code = p.program_code
    ORDER BY c.year <= left(p.period, 4)::int4 DESC, c.program_code IS NOT NULL DESC, c.year DESC LIMIT 1) AS calendar,
  json_build_object('isRegistered', h.village_code IS NOT NULL AND h.village_code = p.village_code,
    'hasKkNumber', h.kk_index IS NOT NULL,
    'hasNik', EXISTS (SELECT FROM household_member m JOIN person o ON o.id = m.person_id
      WHERE m.household_id = h.id AND m.until IS NULL AND o.nik_index IS NOT NULL
        AND CASE WHEN p.person_id IS NULL THEN m.relationship = 'HEAD' ELSE o.id = p.person_id END)) AS facts,
  (SELECT coalesce(json_agg(json_build_object('status', coalesce(d.status::text, 'NOT_CHECKED'),
      'mismatchedFields', coalesce(d.mismatched_fields, '{}'))), '[]')
    FROM household_member m JOIN person o ON o.id = m.person_id
    LEFT JOIN LATERAL (SELECT a.status, a.mismatched_fields FROM dukcapil_match a
      WHERE a.person_id = o.id AND a.checked_on <= $3::date ORDER BY a.checked_on DESC LIMIT 1) d ON true
    WHERE m.household_id = h.id AND m.until IS NULL AND o.nik_index IS NOT NULL AND o.death_date IS NULL
      AND (p.person_id IS NULL OR o.id = p.person_id)) AS answers
FROM proposal p LEFT JOIN household h ON h.id = coalesce($2::uuid, p.household_id)
WHERE p.id = $1::uuid`;

/** Locks a proposal of a range of villages until the transaction ends; false where the caller has none to change there. */
export async function lockProposal(
  sql: Sql,
  id: string,
  { low, high }: { readonly low: string; readonly high: string },
): Promise<boolean> {
  return (await sql.query(LOCK_STATEMENT, [id, low, high], 'lock-proposal')).length > 0;
}

/**
 * A locked proposal with its steps, its calendar, and what the registry knows of those whom it is about today. `householdId`
 * is of one that is being registered for it.
 */
export async function loadSituation(
  sql: Sql,
  id: string,
  today: CalendarDate,
  householdId: string | null = null,
): Promise<LoadedProposal> {
  const [loaded] = await sql.query<LoadedProposal>(
    LOAD_STATEMENT,
    [id, householdId, today],
    'load-proposal',
  );
  if (loaded === undefined) throw new Error('A locked proposal is gone.');
  return loaded;
}

/** What guards go by, of a loaded proposal. */
export function situationOf(loaded: LoadedProposal, today: CalendarDate): Situation {
  const { steps, calendar, answers, facts, period } = loaded;
  return {
    proposal: loaded,
    steps,
    facts: { ...facts, dukcapil: answers.map(({ status }) => status) },
    today,
    days: periodDays(period, calendar),
    mostRollOvers: calendar.mostRollOvers,
  };
}
