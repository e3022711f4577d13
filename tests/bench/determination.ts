import { tokenFor } from './bodies.js';
import { PEERS, startPeer } from './peers.js';

/** The whole country decided for a program, as an officer of the ministry asks for it. */
export interface Determination {
  readonly households: number;
  readonly persons: number;
  readonly seconds: number;
}

const QUERY = `{ previewDetermination(input: { program: "PKH", asOf: "2026-11-01" }) {
  households persons totals { change count } } }`;

/** Asks for a preview of PKH over all that is registered, twice, and times the second. */
export async function measureDetermination(databaseUrl: string): Promise<Determination> {
  const running = await startPeer(
    PEERS.find(({ name }) => name === 'ours-lane')!,
    databaseUrl,
  );
  try {
    const authorization = `Bearer ${await tokenFor(running)}`;
    const ask = async (): Promise<Omit<Determination, 'seconds'>> => {
      const response = await fetch(`http://127.0.0.1:${running.port}/graphql`, {
        method: 'POST',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ query: QUERY }),
      });
      const { data } = (await response.json()) as {
        data?: { previewDetermination: Omit<Determination, 'seconds'> };
      };
      if (data === undefined) throw new Error(`The preview was refused with ${response.status}.`);
      return data.previewDetermination;
    };
    await ask();
    const from = performance.now();
    const { households, persons } = await ask();
    return { households, persons, seconds: (performance.now() - from) / 1_000 };
  } finally {
    await running.stop();
  }
}
