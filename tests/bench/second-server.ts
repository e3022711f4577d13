import type { Vault } from '../../prisma/vault/vault.js';
import { addressOf, bodiesFor, tokenFor, writeBodies } from './bodies.js';
import { readInputs } from './inputs.js';
import { runLoad } from './load.js';
import type { Course } from './measure.js';
import { PEERS, startPeer, type RunningPeer } from './peers.js';
import { median } from './report.js';
import { WORKS } from './works.js';

const CONNECTIONS = 32;
const WARM_SECONDS = 1;

/**
 * What a second server process on the same database adds to single checks: two loads of 32 connections, both at one process or
 * one at each, in turn. Nothing is pinned, so the processes share the cores with the database and the load.
 *
 * @returns checks a second of two processes over those of one
 */
export async function measureSecondServer(
  databaseUrl: string,
  vault: Vault,
  { rounds, seconds, tools }: Course,
): Promise<number> {
  const peer = PEERS.find(({ name }) => name === 'ours-lane')!;
  const work = WORKS.find(({ name }) => name === 'check')!;
  const running: RunningPeer[] = [];
  try {
    while (running.length < 2) running.push(await startPeer(peer, databaseUrl));
    const bodies = await writeBodies(peer, work, bodiesFor(peer, work, readInputs(), vault));
    const load = async (one: RunningPeer, start: number, duration: number): Promise<number> => {
      const { requests, micros, errors } = await runLoad(
        {
          ...{ url: addressOf(one, work), connections: CONNECTIONS, bodies, start },
          ...{ token: await tokenFor(one), seconds: duration },
        },
        { ...tools, taskset: false },
      );
      if (errors > 0) throw new Error(`${errors} checks failed.`);
      return (requests * 1e6) / micros;
    };
    const rate = async (first: RunningPeer, second: RunningPeer, round: number) => {
      const start = (round * 997) % 1_000;
      await Promise.all([load(first, start, WARM_SECONDS), load(second, start, WARM_SECONDS)]);
      const both = [load(first, start, seconds), load(second, start + 2_000, seconds)];
      return (await Promise.all(both)).reduce((sum, one) => sum + one, 0);
    };
    const [one, two] = running as [RunningPeer, RunningPeer];
    const ratios: number[] = [];
    for (let round = 0; round < rounds; round++) {
      const first = await rate(one, round % 2 === 0 ? one : two, round);
      const second = await rate(one, round % 2 === 0 ? two : one, round);
      ratios.push(round % 2 === 0 ? second / first : first / second);
    }
    return median(ratios)!;
  } finally {
    await Promise.all(running.map((each) => each.stop()));
  }
}
