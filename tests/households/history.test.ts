import { afterAll, beforeAll, expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { change, memberId, registerFamily, trail } from '../support/changes.js';

const OFFICER = 'officer-regency';
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
});
afterAll(() => app.close());

interface Then {
  readonly household: {
    readonly version: number;
    readonly asOf: {
      readonly version: number;
      readonly members: readonly { personId: string; name: string; relationship: string }[];
    } | null;
    readonly changes: {
      readonly edges: readonly {
        node: { actor: string; action: string; record: string; fields: string[] };
      }[];
    };
  };
}

async function readAt(id: string, at: string): Promise<Then['household']> {
  const { data, errors } = await app.graphql<Then>(
    `query ($id: ID!, $at: DateTime!) { household(by: { id: $id }) { version
      asOf(at: $at) { version members { personId name relationship } }
      changes { edges { node { actor action record fields } } } } }`,
    { id, at },
    OFFICER,
  );
  expect(errors).toBeUndefined();
  return data!.household;
}

/** The database's clock, to the millisecond above. */
async function instant(): Promise<string> {
  const [row] = await app.app.database.sql.query<{ at: string }>(
    `SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC' + interval '1 millisecond', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`,
  );
  await new Promise((resolve) => setTimeout(resolve, 5));
  return row!.at;
}

test('a household can be read as it was before each change, and says who changed what', async () => {
  const before = await registerFamily(app);
  const personId = memberId(before, 'SPOUSE');
  const registered = await instant();
  await change(app, 'correctPerson', { personId, version: 1, name: 'Kenanga Contoh' }, OFFICER);
  const corrected = await instant();
  const leaves = {
    ...{ householdId: before.id, version: before.version + 1, personId },
    ...{ on: '2026-10-01', reason: 'DIED' },
  };
  await change(app, 'removeHouseholdMember', leaves, OFFICER);

  const first = (await readAt(before.id, registered)).asOf;
  expect(first?.version).toBe(before.version);
  expect(first?.members.find((one) => one.personId === personId)?.name).toMatch(
    /^Wati \w+ Contoh$/,
  );
  const second = (await readAt(before.id, corrected)).asOf;
  expect(second?.version).toBe(before.version + 1);
  expect(second?.members.find((one) => one.personId === personId)?.name).toBe('Kenanga Contoh');
  const now = await readAt(before.id, await instant());
  expect(now.version).toBe(before.version + 2);
  expect(now.asOf?.members.map((one) => one.relationship).sort()).toEqual(['CHILD', 'HEAD']);

  const changes = now.changes.edges.map(({ node }) => node);
  expect(changes).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ action: 'correctPerson', record: 'person', fields: ['identity'] }),
      expect.objectContaining({
        ...{ action: 'removeHouseholdMember:DIED', record: 'household_member', fields: ['until'] },
      }),
      expect.objectContaining({
        ...{ action: 'removeHouseholdMember:DIED', record: 'person', fields: ['death_date'] },
      }),
    ]),
  );
  const [entry] = await trail(app, 'correctPerson');
  expect(new Set(changes.map(({ actor }) => actor))).toEqual(new Set([entry?.actor]));
});

test('every row of one change has the same instant, and names the request', async () => {
  const household = await registerFamily(app);
  const input = {
    ...{ householdId: household.id, version: household.version },
    ...{ personId: memberId(household, 'HEAD'), newHeadPersonId: memberId(household, 'SPOUSE') },
    ...{ on: '2026-10-01', reason: 'DIED' },
  };
  await change(app, 'removeHouseholdMember', input, OFFICER);
  const [found] = await app.app.database.sql.query(
    `SELECT count(*)::int4 AS rows, count(DISTINCT valid_until)::int4 AS instants, count(DISTINCT request_id)::int4 AS requests,
      (SELECT count(*)::int4 FROM access_entry a WHERE a.request_id = min(c.request_id) AND a.action = 'removeHouseholdMember') AS entries
     FROM change_entry c WHERE household_id = $1::uuid`,
    [household.id],
  );
  expect(found).toEqual({ rows: 4, instants: 1, requests: 1, entries: 1 });
});
