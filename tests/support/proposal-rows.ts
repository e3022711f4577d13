import type { ProposalKind, ProposalState } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';

/** Where a proposal is placed, and for whom. */
export interface PlacedProposal {
  readonly villageCode: string;
  readonly state: ProposalState;
  /** The area whose head determines it, with the program that it is for; null = the ministry. */
  readonly owner?: { readonly code: string; readonly program: string };
  /** Of a household; without one it is a new entry. */
  readonly about?: {
    readonly kind: ProposalKind;
    readonly householdId: string;
    readonly personId?: string;
    readonly toVillageCode?: string;
  };
}

const SPTJM = '{"statement":"S/1","signedOn":"2026-10-20"}';
const INVITATION = '{"forum":"MUSKEL","meetingOn":"2026-10-20"}';
/** All that evidence may hold, so that whoever may read it finds something in every field. */
const EVERYTHING = JSON.stringify({
  ...{ source: 'RT', reference: 'RT/1', forum: 'MUSKEL', meetingOn: '2026-10-20' },
  ...{ heldOn: '2026-10-20', minutes: 'BA/1', attendance: 'DH/1', attendees: 9 },
  ...{ publishedIn: 'WEBSITE', publishedOn: '2026-10-20', statement: 'S/1' },
  ...{ signedOn: '2026-10-20', visitedOn: '2026-10-20', finding: 'CONFIRMED', photos: ['F/1'] },
  ...{ reason: 'NO_BUDGET', groundCode: 'DECEASED', letter: 'P/1', decree: 'SK/1' },
  ...{ decreedOn: '2026-10-20', decreePeriod: '2026-11', authority: 'MINISTRY' },
  ...{ dukcapil: 'MISMATCHED', mismatchedFields: ['NAMA_LGKP'], nextOffice: 'DUKCAPIL' },
});

/**
 * Places a proposal where no way leads to at once, and gives its id: reported, agreed or called for, and visited, by nobody
 * who acts in a test.
 */
export async function placeProposal(
  sql: Sql,
  { villageCode, state, owner, about }: PlacedProposal,
): Promise<string> {
  const { kind = 'NEW_ENTRY' } = about ?? {};
  const isCalled = state === 'IN_DELIBERATION';
  const [placed] = await sql.query<{ id: string }>(
    `WITH placed AS (
       INSERT INTO proposal (id, kind, state, held_state, need, village_code, household_id, person_id, program_code, owner_code,
         ground_code, to_village_code, period, reported_at, turn_since, version)
       VALUES (uuid_v7(), $1::"ProposalKind", $2::"ProposalState", $3::"ProposalState", 'FOOD', $4, $5::uuid, $6::uuid, $7, $8,
         $9, $10, '2026-11', '2026-10-20', '2026-10-21', 3) RETURNING id
     ), steps AS (
       INSERT INTO proposal_step (id, proposal_id, number, action, from_state, to_state, period, at, actor, role, office, evidence)
       SELECT uuid_v7(), placed.id, s.number, s.action::"ProposalAction", s.from_state::"ProposalState",
         s.to_state::"ProposalState", '2026-11', '2026-10-20', 'placed', s.role, $4, s.evidence::json
       FROM placed, (VALUES
         (1, 'REPORT', NULL, 'REPORTED', 'village_operator', '{"source":"RT","reference":"RT/1"}'),
         (2, $11, 'REPORTED', $12, 'village_head', $13),
         (3, 'ASSESS', $12, $12, 'tksk', $14)
       ) AS s(number, action, from_state, to_state, role, evidence)
     )
     SELECT id FROM placed`,
    [
      ...[kind, state, state === 'ROLLED_OVER' ? 'VERIFIED' : null, villageCode],
      ...[about?.householdId ?? null, about?.personId ?? null],
      ...[owner?.program ?? null, owner?.code ?? null, kind === 'REMOVAL' ? 'DECEASED' : null],
      about?.toVillageCode ?? null,
      isCalled ? 'SCHEDULE_DELIBERATION' : 'APPROVE_BY_STATEMENT',
      isCalled ? 'IN_DELIBERATION' : 'VILLAGE_APPROVED',
      ...[isCalled ? INVITATION : SPTJM, EVERYTHING],
    ],
  );
  return placed!.id;
}

/** A few proposals of several areas, with and without a household, national and of an area's own. */
export async function placeProposals(sql: Sql): Promise<void> {
  const homes = await sql.query<{ id: string; village: string }>(
    `SELECT DISTINCT ON (left(village_code, 5)) id, village_code AS village FROM household ORDER BY left(village_code, 5), id`,
  );
  for (const { id, village } of homes) {
    const about = { kind: 'REMOVAL', householdId: id } as const;
    await placeProposal(sql, { villageCode: village, state: 'VERIFIED', about });
  }
  const own = (code: string, program: string, villageCode: string) =>
    placeProposal(sql, { villageCode, state: 'ENDORSED', owner: { code, program } });
  await own('31', 'PROV-31-KLJ', '31.71.01.1001');
  await own('32', 'PROV-31-KLJ', '32.73.01.1001');
  await own('32.05', 'APBD-32.05-FIRE', '32.05.01.1001');
}
