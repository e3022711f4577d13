import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';

// A small load generator for machines without wrk. Run as a process of its own: URL, connections, seconds.
const [url = '', connections = '32', seconds = '3'] = process.argv.slice(2);
const bodies = readFileSync(process.env['BENCH_BODIES'] ?? '', 'utf8')
  .trim()
  .split('\n');
const token = process.env['BENCH_TOKEN'] ?? '';
const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) });
const headers = {
  'content-type': 'application/json',
  accept: 'application/json',
  ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
};
const took: number[] = [];
let at = Number(process.env['BENCH_START'] ?? 0);
let errors = 0;
const began = performance.now();
const until = began + Number(seconds) * 1000;

await Promise.all(Array.from({ length: Number(connections) }, connection));
took.sort((a, b) => a - b);
const percentile = (part: number): number =>
  Math.round((took[Math.floor((took.length - 1) * part)] ?? 0) * 1000);
const result = {
  requests: took.length,
  micros: Math.round((performance.now() - began) * 1000),
  p50: percentile(0.5),
  p99: percentile(0.99),
  errors,
};
process.stdout.write(`BENCH ${JSON.stringify(result)}\n`);
agent.destroy();

async function connection(): Promise<void> {
  while (performance.now() < until) {
    const started = performance.now();
    const status = await send(bodies[at++ % bodies.length] ?? '');
    took.push(performance.now() - started);
    if (status !== 200) errors++;
  }
}

function send(body: string): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume().once('end', () => resolve(response.statusCode ?? 0));
    });
    sent.once('error', () => resolve(0));
    sent.end(body);
  });
}
