import { writeFile } from 'node:fs/promises';
import type { Vault } from '../../prisma/vault/vault.js';
import { BENCH_DATA, type BenchInputs } from './inputs.js';
import type { Peer, RunningPeer } from './peers.js';
import { registeredDocument, type Work, type WorkName } from './works.js';

const BODIES: Readonly<Record<WorkName, number>> = { check: 5_000, hundred: 50, page: 200 };

/** The bodies that a peer is sent for a piece of work, in their order. */
export function bodiesFor(peer: Peer, work: Work, inputs: BenchInputs, vault: Vault): string[] {
  const niks = peer.isEmbedded === true ? inputs.embeddedNiks : inputs.niks;
  const own = peer.own?.[work.name];
  const indexOf = (nik: string): string => Buffer.from(vault.nikIndex(nik)).toString('hex');
  const registered = peer.isRegistered === true ? registeredDocument(work.name) : null;
  const query = own?.document ?? registered ?? work.document;
  return Array.from({ length: BODIES[work.name] }, (_, index) => {
    const variables = work.variables(inputs, niks, index) as Readonly<Record<string, unknown>>;
    return JSON.stringify({ query, variables: own?.variables(variables, indexOf) ?? variables });
  });
}

/** Writes bodies to a file, one a line. */
export async function writeBodies(
  peer: Peer,
  work: Work,
  bodies: readonly string[],
): Promise<string> {
  const file = `${BENCH_DATA}/${peer.name}-${work.name}.bodies`;
  await writeFile(file, `${bodies.join('\n')}\n`);
  return file;
}

/** The address that does a piece of work. */
export function addressOf({ peer, port }: RunningPeer, work: Work): string {
  return `http://127.0.0.1:${port}/${peer.isFloor === true ? work.name : 'graphql'}`;
}

/** A token of the sandbox where the peer wants one; empty otherwise. */
export async function tokenFor({ peer, port }: RunningPeer): Promise<string> {
  if (peer.isOurs !== true) return '';
  const response = await fetch(`http://127.0.0.1:${port}/sandbox/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ persona: 'officer-national' }),
  });
  const { access_token: token } = (await response.json()) as { access_token: string };
  return token;
}
