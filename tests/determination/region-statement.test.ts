import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { evaluate, type Evaluation } from '../../api/eligibility/evaluate.js';
import { loadFacts } from '../../api/eligibility/load-facts.js';
import { officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { decideCountry, type Placed } from '../support/decide-country.js';
import { PERSONA_CHECKS } from '../support/personas.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

const AS_OF = '2026-11-01';
const WHOLE = { low: '1', high: ':' };
const PROGRAMS = ['PKH', 'BPNT', 'PBI_JK', 'RST', 'PROV-31-KLJ'];

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const placed = (program: string) => decideCountry(app, program, officerOf('NATIONAL', null));

interface Single {
  readonly personId: string;
  readonly householdId: string | null;
  readonly evaluation: Evaluation;
  readonly isAlive: boolean;
}

/** Everybody who has a NIK, checked one by one as `checkEligibility` does. */
async function singleChecks(program: string): Promise<Single[]> {
  const { sql } = app.app.database;
  const people = await sql.query<{ id: string; household: string | null; nik: Uint8Array }>(
    `SELECT p.id, p.nik_index AS nik, (SELECT m.household_id FROM household_member m WHERE m.person_id = p.id
       AND m.since <= $1::date AND (m.until IS NULL OR m.until > $1::date) ORDER BY m.since DESC LIMIT 1) AS household
     FROM person p WHERE p.nik_index IS NOT NULL AND p.birth_date <= $1::date`,
    [AS_OF],
  );
  const facts = await loadFacts(
    sql,
    people.map(({ nik }) => ({ nikIndex: nik, asOf: AS_OF, territories: [WHOLE], claims: null })),
  );
  return people.map(({ id, household }, index) => {
    const loaded = facts[index]!.facts;
    const { person } = loaded;
    const dead = person?.deathDate !== null && person!.deathDate <= AS_OF;
    return {
      personId: id,
      householdId: household,
      evaluation: evaluate(shippedRuleSet(program, AS_OF), loaded),
      isAlive: !dead && person?.dukcapil !== 'DECEASED',
    };
  });
}

const said = ({ outcome, enrolment, entitlement }: Evaluation) => ({
  outcome,
  standing: enrolment,
  perYear: entitlement?.perYear ?? null,
});
const saidByRow = ({ outcome, standing, per_year: perYear }: Placed) => ({
  outcome,
  standing,
  perYear: perYear === null ? null : Number(perYear),
});

describe('an area is decided as everybody in it is, one by one', () => {
  test.each(PROGRAMS)('%s', async (program) => {
    const rows = await placed(program);
    const singles = await singleChecks(program);
    const isHousehold = shippedRuleSet(program, AS_OF).unit === 'HOUSEHOLD';
    const byKey = new Map(
      rows.map((row) => [isHousehold ? row.household_id : row.person_id, saidByRow(row)]),
    );
    let compared = 0;
    for (const { personId, householdId, evaluation, isAlive } of singles) {
      if (isHousehold && (!isAlive || householdId === null)) continue;
      expect(byKey.get(isHousehold ? householdId : personId)).toEqual(said(evaluation));
      compared += 1;
    }
    expect(compared).toBeGreaterThan(100);
    expect(new Set(rows.map(({ outcome }) => outcome)).size).toBeGreaterThan(1);
  });
});

test.each(
  PERSONA_CHECKS.filter(
    ({ program, claims, outcome }) =>
      claims === undefined && PROGRAMS.includes(program) && outcome !== 'UNKNOWN',
  ).map((check) => [check.nik, check.program, check] as const),
)('the persona %s lands where a check of %s says', async (nik, program, check) => {
  const [person] = await app.app.database.sql.query<{ id: string; household: string }>(
    `SELECT p.id, p.household_id AS household FROM person p WHERE p.nik_index = $1::bytea`,
    [app.app.vault.nikIndex(nik)],
  );
  if (person === undefined) return expect(check.household).toBeNull();
  const isHousehold = shippedRuleSet(program, AS_OF).unit === 'HOUSEHOLD';
  const row = (await placed(program)).find(({ household_id: household, person_id: id }) =>
    isHousehold ? household === person.household : id === person.id,
  );
  const isDead = check.outcome === 'INELIGIBLE' && check.notMet?.includes('ALIVE') === true;
  // A dead member does not decide for the family that lives on.
  if (!isDead || !isHousehold) expect(row?.outcome).toBe(check.outcome);
  if (check.entitlementPerYear !== undefined) {
    expect(Number(row?.per_year)).toBe(check.entitlementPerYear);
  }
});
