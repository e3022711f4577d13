// The floor: node:http, one prepared statement a request, no GraphQL, no authentication, nothing recorded.
// With BENCH_RECORDING=1 each check is recorded in a transaction of its own, as a plain server would.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { randomUUID } from 'node:crypto';
import {
  recordDecisions,
  type DecisionToRecord,
} from '../../../api/eligibility/record-decisions.js';
import type { Sql } from '../../../prisma/sql.js';
import { askOf, createPool } from './shared/pool.js';
import { pageOf } from './shared/page.js';
import { decisionOf, factsOf, loadPeerRegistry } from './shared/registry.js';
import { announce } from './shared/serve.js';
import { evaluate } from '../../../api/eligibility/evaluate.js';

interface Body {
  readonly variables: {
    readonly within: string;
    readonly input: { nik: string; asOf: string; people: { nik: string }[] };
  };
}

const pool = createPool();
const ask = askOf(pool);
const registry = await loadPeerRegistry(ask);
const recording = process.env['BENCH_RECORDING'] === '1' ? await loadRecording() : null;

async function check({ input }: Body['variables']) {
  if (recording !== null) return recording(input.nik, input.asOf);
  const [facts] = await factsOf(ask, registry, [input.nik], input.asOf);
  return { data: { checkEligibility: decisionOf(registry, facts!) } };
}

async function hundred({ input }: Body['variables']) {
  const facts = await factsOf(
    ask,
    registry,
    input.people.map(({ nik }) => nik),
    input.asOf,
  );
  return { data: { checkEligibilities: facts.map((one) => decisionOf(registry, one)) } };
}

async function page({ within }: Body['variables']) {
  return { data: { households: await pageOf(ask, registry, within) } };
}

async function loadRecording() {
  const [ids] = await ask<{ program: string; rule: string }>(
    'ids',
    `SELECT p.id AS program, v.id AS rule FROM program p JOIN rule_version v ON v.program_id = p.id
     WHERE p.code = $1 AND v.version = $2`,
    [registry.program, registry.ruleSet.version],
  );
  return async (nik: string, asOf: string) => {
    const client = await pool.connect();
    const inside = askOf(client as unknown as typeof pool);
    const sql = {
      query: (text: string, params: readonly unknown[] = [], name = '') =>
        inside(name, text, params),
    } as Pick<Sql, 'query'> as Sql;
    try {
      await client.query('BEGIN');
      const [facts] = await factsOf(inside, registry, [nik], asOf);
      const decided = {
        question: {
          nikIndex: registry.vault.nikIndex(nik),
          asker: {
            subject: 'floor',
            tier: 'NATIONAL',
            territory: null,
            partnerId: null,
            purpose: 'SOCIAL_SERVICE',
            legalBasis: 'bench',
            territories: [],
            requestId: randomUUID(),
          },
          charge: { ledgerId: null },
        },
        decision: {
          id: randomUUID(),
          reference: null,
          program: { id: ids!.program },
          rule: { id: ids!.rule },
          asOf,
          decidedAt: new Date(),
          facts: facts!,
          evaluation: evaluate(registry.ruleSet, facts!),
        },
        accessId: randomUUID(),
        villageCode: facts!.household?.villageCode ?? null,
      } as unknown as DecisionToRecord;
      await recordDecisions(sql, [decided]);
      await client.query('COMMIT');
      return { data: { checkEligibility: decisionOf(registry, facts!) } };
    } finally {
      client.release();
    }
  };
}

const WORKS: Readonly<Record<string, (variables: Body['variables']) => Promise<object>>> = {
  '/check': check,
  '/hundred': hundred,
  '/page': page,
};

async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString('utf8')) as Body;
}

const server = createServer((request, response) => {
  readBody(request)
    .then(({ variables }) => WORKS[request.url ?? '']!(variables))
    .then(
      (answer) => {
        const text = JSON.stringify(answer);
        response.writeHead(200, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        });
        response.end(text);
      },
      (error: unknown) => {
        response.writeHead(500).end(String(error));
      },
    );
});
server.listen(0, '127.0.0.1', () => announce((server.address() as AddressInfo).port));
