import { recordAccess } from '../access/record-access.js';
import type { App } from '../app.js';
import type { Principal } from '../auth/principal.js';
import { WHOLE_COUNTRY } from '../partners/agreement-register.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { loadSituation, lockProposal } from './load-situation.js';
import { settleProposal } from './settle-proposal.js';

/** What a page of the round did. */
export interface SettledPage {
  /** The last proposal that was looked at; null = there was none left. */
  readonly last: string | null;
  /** How many took a step of the system's. */
  readonly moved: number;
}

/** Whoever the round works as: nobody decides, and the ministry's determination sees every village. */
const SYSTEM: Principal = {
  ...{ subject: 'system', clientId: 'system', name: 'Sistem', tier: 'NATIONAL', territory: null },
  ...{ roles: ['ministry_determination'], purpose: 'SOCIAL_SERVICE', partner: null },
  ...{ scopes: [], expiresAt: 0 },
};

// More than what is due: what is, settleProposal decides.
const DUE_STATEMENT = `
SELECT p.id FROM proposal p CROSS JOIN LATERAL (SELECT c.cut_off_day, c.pull_day FROM proposal_calendar c
  WHERE c.program_code IS NULL OR c.program_code = p.program_code
  ORDER BY c.year <= left(p.period, 4)::int4 DESC, c.program_code IS NOT NULL DESC, c.year DESC LIMIT 1) AS d
WHERE p.id > $1::uuid AND CASE
  WHEN p.state = 'ENDORSED' THEN p.owner_code IS NULL
    AND (p.period < left($2, 7) OR p.period = left($2, 7) AND right($2, 2)::int4 >= d.pull_day)
  WHEN p.state IN ('REPORTED', 'IN_DELIBERATION', 'VILLAGE_APPROVED', 'SUBMITTED', 'FIELD_ASSESSED', 'RETURNED_FOR_REVISION',
    'VERIFIED', 'ROLLED_OVER') THEN p.period < left($2, 7) OR p.period = left($2, 7) AND right($2, 2)::int4 > d.cut_off_day
    OR coalesce(p.held_state, p.state) IN ('SUBMITTED', 'FIELD_ASSESSED') AND EXISTS (SELECT FROM household_member m
      JOIN dukcapil_match a ON a.person_id = m.person_id WHERE m.household_id = p.household_id AND m.until IS NULL
        AND a.status NOT IN ('MATCHED', 'NOT_CHECKED', 'SERVICE_UNAVAILABLE'))
  ELSE false END
ORDER BY p.id LIMIT $3::int4`;

const PEOPLE_STATEMENT = `SELECT m.person_id AS id FROM proposal p
JOIN household_member m ON m.household_id = p.household_id AND m.until IS NULL WHERE p.id = $1::uuid`;

/**
 * Does what the system owes a page of proposals, each in a transaction of its own with its entry in the trail. One that another
 * process or an officer has in hand is waited for, and found settled then.
 *
 * @param after the last proposal of the page before; null = the first page.
 * @param onFailure is told of one that could not be settled; the others are, all the same.
 */
export async function settleDue(
  app: App,
  after: string | null,
  size: number,
  onFailure: (error: unknown) => void,
): Promise<SettledPage> {
  const { database, now } = app;
  const today = jakartaDate(now());
  const due = await database.sql.query<{ id: string }>(DUE_STATEMENT, [
    ...[after ?? '00000000-0000-0000-0000-000000000000', today, size],
  ]);
  let moved = 0;
  for (const { id } of due) {
    const isMoved = await settleOne(app, id, today).catch((error: unknown) => {
      onFailure(error);
      return false;
    });
    if (isMoved) moved += 1;
  }
  return { last: due.length < size ? null : due.at(-1)!.id, moved };
}

async function settleOne(app: App, id: string, today: CalendarDate): Promise<boolean> {
  const { database, now, newId } = app;
  const requestId = newId();
  return database.sql.transaction(async (sql) => {
    if (!(await lockProposal(sql, id, WHOLE_COUNTRY))) return false;
    const found = await loadSituation(sql, id, today);
    const settled = await settleProposal({ sql, now, newId }, found, requestId);
    if (settled.version === found.version) return false;
    const people = await sql.query<{ id: string }>(PEOPLE_STATEMENT, [id]);
    const personIds = people.map((person) => person.id);
    const access = { action: 'settleProposal', fields: ['proposal'], personIds };
    await recordAccess({ app, principal: SYSTEM, requestId }, access, sql);
    return true;
  });
}
