import { isDeepStrictEqual } from 'node:util';
import type { Vault } from '../../prisma/vault/vault.js';
import { addressOf, bodiesFor, tokenFor } from './bodies.js';
import type { BenchInputs } from './inputs.js';
import type { RunningPeer } from './peers.js';
import type { Work } from './works.js';

const COMPARED = 20;

interface Decision {
  readonly outcome: string;
  readonly criteria: readonly { readonly code: string; readonly finding: string }[];
  readonly entitlement: { readonly perYear: number } | null;
}

/**
 * Asks every peer the same and compares what it answers with the floor's: a bench of servers that answer differently
 * measures nothing.
 *
 * @throws Error naming the peer and the work that differ.
 */
export async function verify(
  peers: readonly RunningPeer[],
  work: Work,
  inputs: BenchInputs,
  vault: Vault,
): Promise<void> {
  const [floor, ...others] = peers;
  if (floor === undefined) return;
  for (const running of others) {
    const embedded = running.peer.isEmbedded === true;
    const asked = { ...floor, peer: { ...floor.peer, isEmbedded: embedded } };
    const expected = await answers(asked, work, inputs, vault);
    const given = await answers(running, work, inputs, vault);
    given.forEach((answer, index) => {
      const own = running.peer.own?.[work.name];
      const left = own === undefined ? comparable(work, answer) : own.comparable(answer);
      const right =
        own === undefined ? comparable(work, expected[index]) : short(work, expected[index]);
      if (!isDeepStrictEqual(left, right)) {
        throw new Error(
          `${running.peer.name} answers ${work.name} ${index} differently:\n${JSON.stringify(left).slice(0, 1500)}\nnot\n${JSON.stringify(right).slice(0, 1500)}`,
        );
      }
    });
  }
}

async function answers(
  running: RunningPeer,
  work: Work,
  inputs: BenchInputs,
  vault: Vault,
): Promise<unknown[]> {
  const token = await tokenFor(running);
  const bodies = bodiesFor(running.peer, work, inputs, vault).slice(0, COMPARED);
  const given: unknown[] = [];
  for (const body of bodies) {
    const response = await fetch(addressOf(running, work), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      },
      body,
    });
    const text = await response.text();
    const { data, errors } = JSON.parse(text) as { data?: unknown; errors?: unknown };
    if (response.status !== 200 || errors !== undefined) {
      throw new Error(`${running.peer.name} does not answer ${work.name}: ${text.slice(0, 500)}`);
    }
    given.push(data);
  }
  return given;
}

/** What must be equal: of a decision the outcome, findings and amounts; of a page everything but its cursors. */
function comparable(work: Work, data: unknown): unknown {
  if (work.name !== 'page') return decisions(data).map(decisionParts);
  const { households } = data as {
    households: { edges: { node: object }[]; pageInfo: { hasNextPage: boolean } };
  };
  return {
    nodes: households.edges.map(({ node }) => sorted(node)),
    hasNextPage: households.pageInfo.hasNextPage,
  };
}

function short(work: Work, data: unknown): unknown {
  if (work.name === 'page') return shortPage(data);
  return decisions(data).map(({ outcome, criteria, entitlement }) => ({
    outcome,
    findings: criteria.map(({ finding }) => finding),
    perYear: entitlement?.perYear ?? null,
  }));
}

interface Page {
  readonly households: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly village: { readonly code: string };
        readonly members: readonly { readonly person: { readonly id: string } }[];
        readonly classifications: readonly { readonly category: { readonly code: string } }[];
        readonly enrolments: readonly { readonly program: { readonly code: string } }[];
      };
    }[];
  };
}

function shortPage(data: unknown): unknown {
  return (data as Page).households.edges.map(({ node }) => ({
    id: node.id,
    village: node.village.code,
    people: node.members.map(({ person }) => person.id).sort(),
    categories: node.classifications.map(({ category }) => category.code).sort(),
    programs: node.enrolments.map(({ program }) => program.code).sort(),
  }));
}

function decisionParts({ outcome, criteria, entitlement }: Decision): unknown {
  return { outcome, criteria: criteria.map(({ code, finding }) => [code, finding]), entitlement };
}

function decisions(data: unknown): readonly Decision[] {
  const { checkEligibility, checkEligibilities } = data as {
    checkEligibility?: Decision;
    checkEligibilities?: readonly Decision[];
  };
  return checkEligibility === undefined ? (checkEligibilities ?? []) : [checkEligibility];
}

/** A tree in which lists are in an order of their own: rows of one day have no order between them. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const parts = value.map(sorted);
    return parts.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key) => [key, sorted((value as Record<string, unknown>)[key])]),
  );
}
