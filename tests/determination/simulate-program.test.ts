import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { changeRuleSet } from '../../api/determination/change-rule-set.js';
import { showSimulation } from '../../api/determination/show-simulation.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { codesOf } from '../support/registry.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const PKH = shippedRuleSet('PKH');
const CELL = '{ key before after beforePerYear afterPerYear suppressed }';
const SIMULATE = `query ($input: SimulateProgramInput!) { simulateProgram(input: $input) {
  ... on ProgramSimulation { total ${CELL} byDecile ${CELL} }
  ... on RuleChangeRefusedError { code issues { path message } } } }`;

interface Cell {
  readonly key: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly beforePerYear: number | null;
  readonly afterPerYear: number | null;
}
interface Simulated {
  readonly simulateProgram: {
    readonly total?: Cell;
    readonly byDecile?: readonly Cell[];
    readonly code?: string;
    readonly issues?: readonly { readonly path: string }[];
  };
}

const simulate = (change: object, region?: string) =>
  app.graphql<Simulated>(
    SIMULATE,
    { input: { program: 'PKH', asOf: '2026-11-01', region, change } },
    'officer-national',
  );

test('other amounts change the rupiah and nobody', async () => {
  const { list } = PKH.entitlement.components!;
  const doubled = list.map(({ code, perYear }) => ({ code, amount: perYear * 2 }));
  const { data, errors } = await simulate({ amounts: doubled });
  expect(errors).toBeUndefined();
  const { before, after, beforePerYear, afterPerYear } = data!.simulateProgram.total!;
  expect(before).toBeGreaterThan(5);
  expect(after).toBe(before);
  expect(afterPerYear).toBe(beforePerYear! * 2);
});

test('a lower cut-off leaves nobody above it', async () => {
  const { data, errors } = await simulate({ decileAtMost: 1 });
  expect(errors).toBeUndefined();
  const above = data!.simulateProgram.byDecile!.filter(({ key }) => Number(key) > 1);
  expect(above.every(({ after }) => after === 0 || after === null)).toBe(true);
});

test('a change that gives no valid rule is refused with the place', async () => {
  const { data } = await simulate({ ruleSet: JSON.stringify({ ...PKH, criteria: [] }) });
  expect(data!.simulateProgram).toMatchObject({
    ...{ code: 'RULE_CHANGE_REFUSED', issues: [{ path: 'criteria' }] },
  });
  for (const change of [
    { decileAtMost: 11 },
    { amounts: [{ code: 'NONE', amount: 1 }] },
    { ruleSet: 'a: [' },
    { ruleSet: JSON.stringify({ ...PKH, program: 'RST' }) },
  ]) {
    expect(() => changeRuleSet(PKH, change)).toThrow('no valid rule');
  }
  expect(changeRuleSet(PKH, { ruleSet: JSON.stringify(PKH) })).toEqual(PKH);
});

test('a village by itself is not simulated', async () => {
  expect(codesOf(await simulate({ decileAtMost: 3 }, '32.05.01.1001'))).toEqual(['BAD_USER_INPUT']);
});

test('no small number, nor a small difference, is shown in any breakdown', () => {
  const cells = fc.array(fc.tuple(fc.nat(30), fc.nat(30)), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(cells, (pairs) => {
      const compared = pairs.map(([before, after], index) => ({
        ...{ key: String(index), before, after, beforePerYear: before, afterPerYear: after },
      }));
      const { total, breakdowns } = showSimulation([compared]);
      const small = (count: number) => count > 0 && count < 5;
      for (const { before, after } of breakdowns[0]!) {
        if (before === null || after === null) continue;
        expect([before, after, Math.abs(after - before)].some(small)).toBe(false);
      }
      const hidden = breakdowns[0]!.filter(({ suppressed }) => suppressed);
      if (!total.suppressed && hidden.length > 0) expect(hidden.length).toBeGreaterThan(1);
    }),
  );
});
