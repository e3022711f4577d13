import { readFile } from 'node:fs/promises';
import { isInputObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { demandOwner } from '../../api/access/demand-owner.js';
import type { Principal, Role } from '../../api/auth/principal.js';
import { ROLES } from '../../api/auth/principal.js';
import type { ShippedProgram } from '../../api/eligibility/load-rule-sets.js';
import { bulkSql } from '../../prisma/seed/bulk-sql.js';
import { seedPrograms } from '../../prisma/seed/seed-programs.js';
import { schema } from '../../schema/index.js';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { householdIn } from '../support/changes.js';
import { PARTNER_MUTATIONS } from '../support/partners.js';
import { PROPOSAL_MUTATIONS } from '../support/proposals.js';
import { WEBHOOK_MUTATIONS } from '../support/webhooks.js';
import { codesOf } from '../support/registry.js';
import { RELATIONS } from './matrix/callers.js';
import { readSheet } from './matrix/sheet.js';

/* The article's table of who does what, as the reviewed matrix has it (which matrix.test.ts holds to the running server). */
let app: TestApp;
let changes: ReturnType<typeof readSheet>;
let doors: ReturnType<typeof readSheet>;
beforeAll(async () => {
  app = await createTestApp();
  const sheet = async (name: string) =>
    readSheet(await readFile(new URL(`matrix/${name}.csv`, import.meta.url), 'utf8'));
  changes = await sheet('changes');
  doors = await sheet('doors');
});
afterAll(() => app.close());

/** Changes to programs. Each asks who owns it: tests/programs/run-programs.test.ts. */
const PROGRAM_MUTATIONS = ['registerProgram', 'publishRuleVersion'];
/** Changes to agencies and programs, to what is noticed, and to questions about many people: nothing of a citizen is altered by them. */
const NO_CITIZENS_DATA = new Set([
  ...[...PARTNER_MUTATIONS, ...PROGRAM_MUTATIONS, ...WEBHOOK_MUTATIONS, 'acknowledgeAlert'],
  ...['startEligibilityJob', 'cancelEligibilityJob'],
]);
/** The rights of the person (UU 27/2022), which are answered beside the work with the registry. */
const RIGHTS = new Set([
  ...['erasePerson', 'requestCorrection', 'startCorrection', 'resolveCorrection'],
  'delayAccessLog',
]);
const CHANGES = Object.keys(schema.getMutationType()!.getFields()).filter(
  (name) => !NO_CITIZENS_DATA.has(name) && !RIGHTS.has(name) && !PROPOSAL_MUTATIONS.includes(name),
);
const REGISTERS = ['registerHousehold', 'addHouseholdMember', 'correctPerson'];
const LOOKUP = 'lookup by id: household';

/** The changes of citizens' data that somebody makes in the own area, of those that the matrix names plainly. */
function made(who: string): string[] {
  return CHANGES.filter((name) => changes(name, who, 'own') === 'R');
}

function changedAnywhere(who: string): boolean {
  return CHANGES.some((name) =>
    [name, `${name}, an open class`, `${name}, a class of R3`].some((one) =>
      RELATIONS.some((relation) => changes(one, who, relation) === 'R'),
    ),
  );
}

describe('the ministry', () => {
  test.each(['ministry_determination', 'ministry_program_owner'])(
    'sees the whole country as %s, and changes nothing of any citizen',
    (who) => {
      expect(doors(LOOKUP, who, 'own')).toBe('R');
      expect(changedAnywhere(who)).toBe(false);
    },
  );

  test('determines: no tier below it can write a decile or a listing, since no change does', () => {
    const inputs = Object.values(schema.getTypeMap()).filter(isInputObjectType);
    expect(inputs.length).toBeGreaterThan(5);
    // The cut-off of a rule that is only tried is no decile of anybody.
    for (const input of inputs.filter(({ name }) => name !== 'RuleChange')) {
      for (const field of Object.keys(input.getFields())) {
        expect(field, input.name).not.toMatch(/decile|listing|listed/i);
      }
    }
  });
});

describe('the province', () => {
  test('monitors every regency of its own, and no other province', async () => {
    expect(doors(LOOKUP, 'province_monitor', 'own')).toBe('R');
    for (const relation of ['sibling', 'foreign', 'child', 'malformed'] as const) {
      expect(doors(LOOKUP, 'province_monitor', relation)).toBe('-');
    }
    const server = await actAs(app, officerOf('PROVINCE', '32'));
    const { data } = await server.graphql(
      '{ households(first: 100) { edges { node { village { code } } } } }',
    );
    await server.close();
    const villages = JSON.stringify(data).match(/\d\d\.\d\d\.\d\d\.\d{4}/g) ?? [];
    expect(new Set(villages.map((code) => code.slice(0, 5))).size).toBeGreaterThan(1);
    for (const village of villages) expect(village).toMatch(/^32\./);
  });

  test.each(['province_monitor', 'tagana@PROVINCE', 'auditor@PROVINCE'])(
    'reads without writing as %s',
    (who) => expect(changedAnywhere(who)).toBe(false),
  );
});

describe('the regency', () => {
  test('enters, updates and verifies as regency_verifier', () => {
    expect(made('regency_verifier')).toEqual(expect.arrayContaining(REGISTERS));
    expect(made('regency_verifier')).toContain('recordHousing');
  });

  test('keeps entry and signature apart: its head changes nothing of any citizen', () => {
    expect(doors(LOOKUP, 'regency_head', 'own')).toBe('R');
    expect(changedAnywhere('regency_head')).toBe(false);
  });

  test('classifies: R3 by its social workers alone', () => {
    const [open, hidden] = ['classifyPerson, an open class', 'classifyPerson, a class of R3'];
    expect(changes(open, 'regency_verifier', 'own')).toBe('R');
    expect(changes(hidden, 'regency_verifier', 'own')).toBe('x');
    expect(changes(hidden, 'social_worker', 'own')).toBe('R');
    expect(made('social_worker')).toEqual([]);
  });
});

describe('the district and the village', () => {
  test('TKSK assesses, and edits no family', () => {
    expect(made('tksk').sort()).toEqual(['recordDisasterLoss', 'recordHousing']);
  });

  test('the village operator proposes for the own village and no other, and classifies nobody', () => {
    expect(made('village_operator')).toEqual(expect.arrayContaining(REGISTERS));
    for (const name of REGISTERS) {
      for (const relation of RELATIONS.slice(1)) {
        expect(changes(name, 'village_operator', relation)).not.toBe('R');
      }
    }
    expect(changes('classifyPerson, an open class', 'village_operator', 'own')).toBe('x');
  });

  test('the village head reads, and changes nothing of any citizen', () => {
    expect(doors(LOOKUP, 'village_head', 'own')).toBe('R');
    expect(changedAnywhere('village_head')).toBe(false);
  });
});

describe('the rights of the person', () => {
  const handlers = ['regency_verifier', 'data_protection_officer@REGENCY'];

  test('are asked for at a desk, and answered by the regency and the data-protection officer', () => {
    expect(changes('requestCorrection', 'citizen desk', 'own')).toBe('R');
    for (const who of handlers) {
      expect(changes('resolveCorrection', who, 'own')).toBe('R');
      expect(changes('resolveCorrection', who, 'sibling')).toBe('-');
    }
    for (const who of ['citizen desk', 'regency_head', 'village_operator', 'auditor@REGENCY'])
      expect(changes('resolveCorrection', who, 'own')).toBe('x');
  });

  test('to be erased: by the data-protection officer of the regency alone', () => {
    expect(changes('erasePerson', 'data_protection_officer@REGENCY', 'own')).toBe('R');
    for (const who of ['data_protection_officer@NATIONAL', 'data_protection_officer@PROVINCE'])
      expect(changes('erasePerson', who, 'own')).toBe('x');
  });
});

describe('whoever has no work with citizens', () => {
  const NOBODIES = ['NATIONAL', 'PROVINCE', 'REGENCY'].flatMap((tier) => [
    `auditor@${tier}`,
    `data_protection_officer@${tier}`,
    `no role@${tier}`,
  ]);
  test.each([...NOBODIES, 'no role@DISTRICT', 'no role@VILLAGE'])('%s sees none of them', (who) => {
    const doorsToPeople = [LOOKUP, 'search: people by name', 'check of one person'];
    for (const door of doorsToPeople) expect(doors(door, who, 'own')).toBe('x');
    expect(changedAnywhere(who)).toBe(false);
  });
});

function owns(principal: Principal, ownerCode: string | null): boolean {
  try {
    return demandOwner(principal, 'registerPartner') === ownerCode;
  } catch (error) {
    expect(error).toMatchObject({ code: 'FORBIDDEN' });
    return false;
  }
}

describe('a partner', () => {
  const ministry = officerOf('NATIONAL', null, ['ministry_program_owner']);
  const garut = officerOf('REGENCY', '32.05', ['regency_head']);

  test('of the country is managed by the ministry alone', () => {
    expect(owns(ministry, null)).toBe(true);
    expect(owns(garut, null)).toBe(false);
  });

  test('of a regency cannot be altered by the centre, nor by any other office', () => {
    expect(owns(garut, '32.05')).toBe(true);
    expect(owns(ministry, '32.05')).toBe(false);
    for (const other of ['32', '32.04', '32.05.01', '', '%'])
      expect(owns(garut, other)).toBe(false);
    expect(owns(officerOf('PROVINCE', '32', ['province_monitor']), '32.05')).toBe(false);
    expect(owns(officerOf('REGENCY', '32.04', ['regency_head']), '32.05')).toBe(false);
  });

  test('is managed by no other work than its owner’s, and by no broken territory', () => {
    const others = ROLES.filter((role) => role !== 'regency_head') as Role[];
    for (const role of others)
      expect(owns(officerOf('REGENCY', '32.05', [role]), '32.05')).toBe(false);
    for (const territory of [null, '', '%', '32', '32.05.01']) {
      const broken = { ...garut, territory } as Principal;
      for (const owner of [null, '32.05', '32']) expect(owns(broken, owner)).toBe(false);
    }
  });

  test.each([
    ['the ministry', 'ministry_program_owner'],
    ['a province', 'province_head'],
    ['a regency', 'regency_head'],
  ])('of %s is suspended by %s alone, and in the own area alone', (owner, manager) => {
    const what = `suspendPartner, of ${owner}`;
    for (const who of ['ministry_program_owner', 'province_head', 'regency_head']) {
      for (const relation of RELATIONS) {
        const isManager = who === manager && relation === 'own';
        expect(changes(what, who, relation) === 'R', `${who} ${relation}`).toBe(isManager);
      }
    }
    for (const who of ['auditor@NATIONAL', 'data_protection_officer@NATIONAL', 'province_monitor'])
      expect(changes(what, who, 'own')).toBe('x');
  });

  test('is altered by no change that does not ask who owns it', () => {
    for (const name of CHANGES) expect(name).not.toMatch(/program|rule|partner|agreement|client/i);
  });
});

describe('the cities of DKI Jakarta', () => {
  const city = officerOf('REGENCY', '31.71', ['regency_head']);

  test('own nothing themselves: partners are those of the province', () => {
    expect(owns(officerOf('PROVINCE', '31', ['province_head']), '31')).toBe(true);
    expect(owns(city, '31')).toBe(false);
    expect(owns(city, '31.71')).toBe(false);
    expect(owns(officerOf('NATIONAL', null, ['ministry_program_owner']), '31')).toBe(false);
  });

  test('have no program and no partner of their own in the registry', async () => {
    const [owned] = await app.app.database.sql.query<{ programs: number; partners: number }>(
      `SELECT (SELECT count(*) FROM program WHERE owner_code LIKE '31.%')::int4 AS programs,
         (SELECT count(*) FROM partner WHERE owner_code LIKE '31.%')::int4 AS partners`,
    );
    expect(owned).toEqual({ programs: 0, partners: 0 });
    const program = { code: 'APBD-31.71-X', owner: '31.71', versions: [] };
    await expect(
      seedPrograms(bulkSql(app.app.database), [program as unknown as ShippedProgram]),
    ).rejects.toThrow('belongs to the province');
  });

  test('do the work of a regency with their citizens, and see those of no other city', async () => {
    const verifier = await actAs(app, officerOf('REGENCY', '31.71'));
    const { id, version } = await householdIn(app, '31.71.01.1001');
    const LOSS = `mutation ($input: RecordDisasterLossInput!) { recordDisasterLoss(input: $input) {
      __typename ... on Error { code } } }`;
    const loss = { kind: 'FIRE', happenedOn: '2026-10-05', damage: 'LIGHT' };
    const own = await verifier.graphql(LOSS, { input: { householdId: id, version, ...loss } });
    expect(own.data).toEqual({ recordDisasterLoss: { __typename: 'Household' } });
    const province = await actAs(app, officerOf('PROVINCE', '31'));
    const input = { householdId: id, version: version + 1, ...loss };
    expect(codesOf(await province.graphql(LOSS, { input }))).toEqual(['FORBIDDEN']);
    const south = await actAs(app, officerOf('REGENCY', '31.74'));
    const elsewhere = await south.graphql(LOSS, { input });
    expect(elsewhere.data).toMatchObject({ recordDisasterLoss: { code: 'HOUSEHOLD_NOT_FOUND' } });
    for (const server of [verifier, province, south]) await server.close();
  });
});
