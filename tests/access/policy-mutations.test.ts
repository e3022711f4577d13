import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allows } from '../../api/access/allows.js';
import { policy } from '../../api/access/policy.js';
import type { ModelName } from '../../api/access/policy/policy.js';
import type { Rule } from '../../api/access/rule.js';
import { ruleOf, surface } from '../../api/access/surface.js';
import type { Principal } from '../../api/auth/principal.js';
import { schema } from '../../schema/index.js';
import { governedFields } from './matrix/asked-fields.js';
import { readStoredRow, STORED_ROWS } from './matrix/asked-table.js';
import { startAsking, type Asking } from './matrix/asking.js';
import { callersOf, oddCallers, type Caller } from './matrix/callers.js';
import { everybody } from './matrix/everybody.js';
import { mutantsOf } from './matrix/mutants.js';
import { makeRecord } from './matrix/record.js';
import { readLists, readSheet } from './matrix/sheet.js';

/*
 * Z11: every rule is flipped in every way, one at a time, and the files of the reviewed matrix must notice. The files were
 * written by the running server (matrix.test.ts), so that they know nothing of the rules.
 */
const SHARE = 0.95;
const own = (caller: Caller): Principal => caller.from.get('own')!;

/** A place where a rule stands, and whether a rule in that place fits the reviewed matrix. */
interface Place {
  readonly name: string;
  readonly rule: Rule;
  readonly fits: (rule: Rule) => boolean;
  /** What the rule is asked about: stored rows, or nothing but the caller. */
  readonly rows?: readonly object[];
}

let asking: Asking;
let places: Place[];
let all: Record<'scopes' | 'places', Principal[]>;
beforeAll(async () => {
  asking = await startAsking();
  const record = await makeRecord(asking);
  const callers = [...callersOf(record.partners), ...oddCallers(record.partners)];
  all = {
    scopes: everybody(record.partners, 'scopes'),
    places: everybody(record.partners, 'places'),
  };
  const sheet = (name: string) => readFile(new URL(`matrix/${name}.csv`, import.meta.url), 'utf8');
  const gates = readLists(await sheet('gates'));
  const rows = readSheet(await sheet('rows'), '-');
  const stored = await Promise.all(
    STORED_ROWS.map(async (one) => ({
      ...one,
      row: await readStoredRow(asking.app.app.database, one, record),
    })),
  );
  places = [
    ...[...governedFields(schema)].flatMap(([{ name: typeName }, fields]) =>
      fields.map((field) => fieldPlace(`${typeName}.${field}`, callers, gates)),
    ),
    ...(Object.keys(policy) as ModelName[]).map((model): Place => ({
      name: `the rows of ${model}`,
      rule: policy[model].rows,
      rows: stored
        .filter((one) => one.model === model)
        .map(({ row, isOwn }) =>
          isOwn === true ? { ...row, actor: all.places[0]!.subject } : row,
        ),
      fits: (rule) =>
        stored
          .filter((one) => one.model === model)
          .every(({ name, row, isOwn }) =>
            callers.every(({ who, from }) =>
              [...from].every(([place, caller]) => {
                const asked = isOwn === true ? { ...row, actor: caller.subject } : row;
                return allows(rule, caller, asked) === (rows(name, who, place) === 'R');
              }),
            ),
          ),
    })),
    ...(await sheet('closed'))
      .trim()
      .split('\n')
      .slice(1)
      .map((name): Place => ({
        name,
        rule: columnRule(name),
        fits: (rule) => callers.every((caller) => !allows(rule, own(caller))),
      })),
  ];
}, 120_000);
afterAll(() => asking.app.close());

/** What the gate of a field does by a rule, for everybody at the own place. */
function fieldPlace(
  name: string,
  callers: readonly Caller[],
  gates: ReturnType<typeof readLists>,
): Place {
  const [typeName = '', field = ''] = name.split('.');
  return {
    name,
    rule: ruleOf(typeName, field)!,
    fits: (rule) =>
      callers.every((caller) => gates(name, caller.who) === allows(rule, own(caller))),
  };
}

function columnRule(name: string): Rule {
  const [model, column] = name.split('.') as [ModelName, string];
  return (policy[model].fields as Readonly<Record<string, Rule>>)[column]!;
}

test('the rules as they are fit the reviewed matrix in every place', () => {
  expect(places.filter(({ rule, fits }) => !fits(rule)).map(({ name }) => name)).toEqual([]);
});

test('every rule of the policy and the surface has its place', () => {
  const columns = Object.values(policy).reduce(
    (count, { fields }) => count + Object.keys(fields).length,
    0,
  );
  const models = Object.keys(policy).length;
  expect(places.length).toBeGreaterThan(columns + models);
  const names = new Set(places.map(({ name }) => name));
  const placed = (type: string, field: string) => names.has(`${type}.${field}`);
  for (const [type, { fields = {} }] of Object.entries(surface)) {
    for (const field of Object.keys(fields)) expect(placed(type, field), field).toBe(true);
  }
});

/** A rule often says something twice, so that a flip in one place changes nothing that anybody could see. */
function isTheSame({ rule, rows }: Pick<Place, 'rule' | 'rows'>, flipped: Rule): boolean {
  return all[rows === undefined ? 'scopes' : 'places'].every((caller) =>
    (rows ?? [undefined]).every(
      (row) => allows(rule, caller, row) === allows(flipped, caller, row),
    ),
  );
}

test(`at least ${SHARE * 100} % of the flipped rules are noticed, and those that are not change nothing for anybody`, () => {
  const unnoticed: string[] = [];
  let [flips, survivors] = [0, 0];
  for (const place of places) {
    for (const mutant of mutantsOf(place.rule)) {
      flips += 1;
      if (!place.fits(mutant.rule)) continue;
      survivors += 1;
      if (!isTheSame(place, mutant.rule)) unnoticed.push(`${place.name}: ${mutant.change}`);
    }
  }
  expect(unnoticed).toEqual([]);
  expect(flips).toBeGreaterThan(10_000);
  expect(1 - survivors / flips).toBeGreaterThanOrEqual(SHARE);
});

test('a flip that somebody would see is not taken for the same', () => {
  const place = places.find(({ name }) => name === 'Person.nik')!;
  expect(isTheSame(place, place.rule)).toBe(true);
  expect(isTheSame(place, { all: [] })).toBe(false);
});
