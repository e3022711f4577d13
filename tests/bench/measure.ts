import type pg from 'pg';
import { addressOf, tokenFor } from './bodies.js';
import { backendsOf, cpuBetween, cpuTimes, pin } from './cpu.js';
import { runLoad } from './load.js';
import type { RunningPeer } from './peers.js';
import type { Work } from './works.js';

/** One slot of one peer. CPU in microseconds a request; null where the system does not tell. */
export interface Slot {
  readonly peer: string;
  readonly round: number;
  readonly rate: number;
  readonly p50: number;
  readonly p99: number;
  readonly errors: number;
  readonly nodeCpu: number | null;
  readonly databaseCpu: number | null;
}

/** How long and how often is measured, and with what. */
export interface Course {
  readonly rounds: number;
  /** Whole seconds. */
  readonly seconds: number;
  readonly tools: { readonly wrk: boolean; readonly taskset: boolean };
}

/** A peer with the file of its bodies. */
export interface Runner {
  readonly running: RunningPeer;
  readonly bodies: string;
}

const WARM_SECONDS = 1;

/**
 * Measures peers in alternating rounds: the order is rotated each round and reversed every second, and each slot follows a
 * short warm-up. Node stays on core 0, the database and the load on core 1, where they can be pinned.
 */
export async function measure(
  work: Work,
  connections: number,
  runners: readonly Runner[],
  client: pg.Client,
  { rounds, seconds, tools }: Course,
): Promise<Slot[]> {
  const slots: Slot[] = [];
  for (let round = 0; round < rounds; round++) {
    const turn = round % runners.length;
    const rotated = [...runners.slice(turn), ...runners.slice(0, turn)];
    for (const { running, bodies } of round % 2 === 0 ? rotated : rotated.toReversed()) {
      const url = addressOf(running, work);
      const token = await tokenFor(running);
      const load = { url, connections, bodies, token };
      const start = (round * 997) % 1_000;
      await runLoad({ ...load, start, seconds: WARM_SECONDS }, tools);
      const backends = await backendsOf(client);
      if (tools.taskset) {
        pin([running.pid], 0);
        pin(backends, 1);
      }
      const node = cpuTimes([running.pid]);
      const database = cpuTimes(backends);
      const { requests, micros, p50, p99, errors } = await runLoad(
        { ...load, start: start + 500, seconds },
        tools,
      );
      const told = node.size > 0 && requests > 0;
      slots.push({
        peer: running.peer.name,
        round,
        rate: (requests * 1e6) / micros,
        p50,
        p99,
        errors,
        nodeCpu: told ? cpuBetween(node, cpuTimes([running.pid])) / requests : null,
        databaseCpu:
          told && database.size > 0
            ? cpuBetween(database, cpuTimes(await backendsOf(client))) / requests
            : null,
      });
    }
  }
  return slots;
}
