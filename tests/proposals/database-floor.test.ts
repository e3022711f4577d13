import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import type { Database } from '../../prisma/database.js';
import type { Sql } from '../../prisma/sql.js';
import { officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { declaredMoves } from '../support/declared-moves.js';
import { serverSide } from '../support/hands.js';
import { as, DENIED } from '../support/offices.js';
import { placeProposal } from '../support/proposal-rows.js';

const VILLAGE = '32.05.01.1001';
const OPERATOR = officerOf('VILLAGE', VILLAGE);
const VERIFIER = officerOf('REGENCY', '32.05');
const REFUSED = { code: '23001' };

let app: TestApp;
/** As the server works with it. */
let guarded: Database;
let id: string;
beforeAll(async () => {
  app = await createTestApp();
  guarded = serverSide(app.app.database);
  id = await placeProposal(app.app.database.sql, { villageCode: VILLAGE, state: 'SUBMITTED' });
});
afterAll(() => app.close());

const run = (
  who: Principal,
  statement: string,
  params: readonly unknown[] = [id],
): Promise<object[]> => as(who, () => guarded.sql.query(statement, params));

const STEP = `INSERT INTO proposal_step (id, proposal_id, number, action, from_state, to_state, period, at, actor, role, evidence)
  VALUES (uuid_v7(), $1::uuid, 4, $2::"ProposalAction", $3::"ProposalState", $4::"ProposalState", '2026-11', now(), 'x', 'tksk', '{}')`;

describe('below the server', () => {
  test('a step makes a move that the state machine declares, and no other', async () => {
    const [constraint] = await app.app.database.sql.query<{ text: string }>(
      `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = 'proposal_step_declared'`,
    );
    const moves = [...constraint!.text.matchAll(/'([A-Z_]+ (?:[A-Z_]+|-) [A-Z_]+)'/g)];
    expect(moves.map(([, move]) => move).sort()).toEqual(declaredMoves());
    await expect(
      run(VERIFIER, STEP, [id, 'VERIFY', 'SUBMITTED', 'VERIFIED']),
    ).rejects.toMatchObject({ code: '23514' });
  });

  test('a proposal goes nowhere without its step, and not elsewhere than the step says', async () => {
    const to = (state: string) =>
      `UPDATE proposal SET state = '${state}', version = version + 1 WHERE id = $1::uuid`;
    await expect(run(VERIFIER, to('VERIFIED'))).rejects.toMatchObject(REFUSED);
    await expect(
      as(VERIFIER, () =>
        guarded.sql.transaction(async (sql: Sql) => {
          await sql.query(STEP, [id, 'ASSESS', 'SUBMITTED', 'FIELD_ASSESSED']);
          await sql.query(to('VERIFIED'), [id]);
        }),
      ),
    ).rejects.toMatchObject(REFUSED);
    await expect(
      run(VERIFIER, `UPDATE proposal SET version = version + 1 WHERE id = $1::uuid`),
    ).rejects.toMatchObject(REFUSED);
  });

  test('a proposal begins as reported, in the territory of who reports it', async () => {
    const insert = `INSERT INTO proposal (id, kind, state, need, village_code, period, reported_at, turn_since)
      VALUES (uuid_v7(), 'NEW_ENTRY', $2::"ProposalState", 'FOOD', $1, '2026-11', now(), now())`;
    await expect(run(OPERATOR, insert, [VILLAGE, 'VERIFIED'])).rejects.toMatchObject(DENIED);
    await expect(run(OPERATOR, insert, ['32.05.01.1002', 'REPORTED'])).rejects.toMatchObject(
      DENIED,
    );
    expect(await run(OPERATOR, insert, [VILLAGE, 'REPORTED'])).toEqual([]);
  });

  test('steps are neither changed nor taken away, and hold no number of a person', async () => {
    const { sql } = app.app.database;
    for (const statement of [
      `UPDATE proposal_step SET actor = 'else' WHERE proposal_id = $1::uuid`,
      'DELETE FROM proposal_step WHERE proposal_id = $1::uuid',
    ]) {
      await expect(run(VERIFIER, statement)).rejects.toMatchObject(DENIED);
      await expect(sql.query(statement, [id])).rejects.toMatchObject(REFUSED);
    }
    const evidence = `INSERT INTO proposal_step (id, proposal_id, number, action, from_state, to_state, period, at, actor, role, evidence)
      VALUES (uuid_v7(), $1::uuid, 4, 'ASSESS', 'SUBMITTED', 'FIELD_ASSESSED', '2026-11', now(), 'x', 'tksk',
        '{"photos":["3205011704829901"]}')`;
    await expect(sql.query(evidence, [id])).rejects.toMatchObject({ code: '23514' });
  });
});
