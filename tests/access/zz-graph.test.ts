import { afterAll, beforeAll, test } from 'vitest';
import { explorerExamples } from '../../api/graphiql/examples.js';
import { createTestApp, type TestApp } from '../support/app.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(async () => app.close());

test('x', async () => {
  for (const { name, document, variables, personas } of explorerExamples) {
    const persona = personas[0] === '*' ? 'officer-regency' : personas[0]!;
    await app.graphql(document, variables, persona);
    app.statements();
    const a = await app.graphql(document, variables, persona);
    const s = app.statements();
    console.log(name, persona, a.status, s.length, JSON.stringify(a.errors), JSON.stringify(a.data).slice(0, name.startsWith('officer-') && !name.includes('check') ? 1500 : 100));
    if (s.length > 1) console.log(s.map((x) => '   ' + x.replace(/\s+/g, ' ').slice(0, 160)).join('\n'));
  }
  const big = (n: number) => `{ households(first: ${n}) { edges { node { id address members { relationship person { name conditions { kind } dukcapilMatches { status } memberships { since household { address members { person { name }}}} decisions(first: 2) { edges { node { id } } } } } listings { decile } housing { floor } losses { kind } exclusions { since ground { code } person { name } } classifications { category { code } person { name } } enrolments { status program { code owner { name } } person { name } } changes(first: 3) { edges { node { action } } } asOf(at: "2099-01-01T00:00:00Z") { version members { name } } } } } }`;
  for (const n of [2, 20]) {
    const a = await app.graphql(big(n), {}, 'officer-national');
    const s = app.statements();
    console.log(n, a.status, s.length, JSON.stringify(a.errors));
    console.log(s.map((x) => '   ' + x.replace(/\s+/g, ' ').slice(0, 160)).join('\n'));
  }
  const med = (n: number) => `{ households(first: ${n}) { edges { node { address members { person { name } } listings { decile } changes(first: 3) { edges { node { action } } }   } } } }`;
  for (const n of [2, 50, 100]) {
    const a = await app.graphql(med(n), {}, 'officer-national');
    const s = app.statements();
    console.log(n, a.status, s.length, JSON.stringify(a.errors));
  }
  for (const d of ['{ regions(after:"xx") { edges { cursor node { name } } } }','{ regions(first:100) { edges { cursor } } }','{ regions(first:2) { pageInfo { endCursor } } }','{ households(first:0) { edges { cursor } } }','{ households(first:2) { edges { cursor } } }','{ households(first:2147483648) { edges { cursor } } }','{households(last:3){edges{cursor}}}']) {
    const a = await app.graphql(d, {}, 'officer-regency');
    console.log(d, a.status, JSON.stringify(a.data)?.slice(0,300), JSON.stringify(a.errors));
  }
  console.log(app.logs.filter((l) => l.includes('bug')).join(''));
});
