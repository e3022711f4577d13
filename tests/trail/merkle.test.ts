import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { merkleTree } from '../../api/trail/merkle-tree.js';
import { leafHash } from '../../api/trail/verifier/leaf-hash.js';
import {
  verifyConsistency,
  type ConsistencyClaim,
} from '../../api/trail/verifier/verify-consistency.js';
import { verifyInclusion, type InclusionClaim } from '../../api/trail/verifier/verify-inclusion.js';

/* The tree of Certificate Transparency's own tests: its eight leaves, and the roots that were published with them. */
const LEAVES = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657'].concat(
  '606162636465666768696a6b6c6d6e6f',
);
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

const sha = (...parts: readonly Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest();

/** The definition of the RFC, word for word and without a thought for speed: another author than the code under test. */
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.from([0]), leaves[0]!);
  let k = 1;
  while (2 * k < leaves.length) k *= 2;
  return sha(Buffer.from([1]), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}

function treeOver(leaves: readonly Buffer[]) {
  return merkleTree((level, position) => {
    const width = 2 ** level;
    return Promise.resolve(naiveRoot(leaves.slice(position * width, (position + 1) * width)));
  });
}

const published = LEAVES.map((hex) => Buffer.from(hex, 'hex'));
const many = Array.from({ length: 40 }, (_, at) => Buffer.from(`leaf ${at}`));

describe('the tree', () => {
  test.each(ROOTS.map((root, size) => [size, root] as const))(
    'of %i published leaves has the published root',
    async (size, root) => {
      expect((await treeOver(published).root(size)).toString('hex')).toBe(root);
      expect(naiveRoot(published.slice(0, size)).toString('hex')).toBe(root);
    },
  );

  test('gives the published proof that five leaves begin with two', async () => {
    const proof = await treeOver(published).consistency(2, 5);
    expect(proof.map((hash) => hash.toString('hex'))).toEqual([
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
    ]);
  });

  test('of any size has the root of the definition, and its proofs hold', async () => {
    const tree = treeOver(many);
    for (let size = 0; size <= many.length; size++) {
      expect(await tree.root(size)).toEqual(naiveRoot(many.slice(0, size)));
    }
    for (let to = 1; to <= many.length; to++) {
      for (let at = 0; at < to; at++) {
        expect(verifyInclusion(await inclusion(many, at, to))).toBe(true);
        expect(verifyConsistency(await consistency(many, at, to))).toBe(true);
      }
      expect(verifyConsistency(await consistency(many, to, to))).toBe(true);
    }
  });

  test('asks for no more hashes than a few times the logarithm of its size', async () => {
    let asked = 0;
    const zero = Buffer.alloc(32);
    const tree = merkleTree(() => Promise.resolve((asked++, zero)));
    const size = 1_000_000_007;
    await tree.inclusion(123_456_789, size);
    await tree.consistency(123_456_789, size);
    await tree.root(size);
    expect(asked).toBeLessThan(10 * Math.log2(size));
  });
});

async function inclusion(leaves: readonly Buffer[], index: number, size: number) {
  const tree = treeOver(leaves);
  return {
    ...{ index, size, leaf: leafHash(leaves[index]!), root: await tree.root(size) },
    proof: await tree.inclusion(index, size),
  };
}

async function consistency(leaves: readonly Buffer[], from: number, to: number) {
  const tree = treeOver(leaves);
  return {
    ...{ from, to, fromRoot: await tree.root(from), toRoot: await tree.root(to) },
    proof: await tree.consistency(from, to),
  };
}

const noise = sha(Buffer.from('noise'));

function flipped(proof: readonly Uint8Array[], at: number): Uint8Array[] {
  return proof.map((hash, position) => {
    const copy = Buffer.from(hash);
    if (position === at) copy[0]! ^= 0b1_0000;
    return copy;
  });
}

/* The kinds of attack of the public vectors (transparency-dev/merkle, testdata), made for every tree of up to twenty leaves. */
function attacksOnProof(
  proof: readonly Uint8Array[],
  roots: readonly Uint8Array[],
): Record<string, Uint8Array[]> {
  return {
    'trailing garbage': [...proof, noise],
    'preceding garbage': [noise, ...proof],
    'inserted component': [...proof.slice(0, 1), noise, ...proof.slice(1)],
    ...Object.fromEntries(
      roots.flatMap((root, at) => [
        [`trailing root ${at}`, [...proof, root]],
        [`preceding root ${at}`, [root, ...proof]],
      ]),
    ),
    'half a hash': [...proof.slice(0, -1), (proof.at(-1) ?? noise).subarray(0, 16)],
    ...(proof.length === 0
      ? {}
      : {
          'empty proof': [],
          'preceding proof[0]': [proof[0]!, ...proof],
          'truncated proof': proof.slice(0, -1),
          'removed component': proof.slice(1),
          ...Object.fromEntries(
            proof.map((_, at) => [`modified proof[${at}] bit 4`, flipped(proof, at)]),
          ),
        }),
    ...(proof.length > 1
      ? { 'swapped components': [proof[1]!, proof[0]!, ...proof.slice(2)] }
      : {}),
  };
}

function attacksOnInclusion(honest: InclusionClaim): [string, InclusionClaim][] {
  const { index, size, root, proof } = honest;
  const numbers: [string, Partial<InclusionClaim>][] = [
    ['leafIdx + 1', { index: index + 1 }],
    ['leafIdx - 1', { index: index - 1 }],
    ['leafIdx ^ 2', { index: index ^ 2 }],
    ['treeSize * 2', { size: size * 2 }],
    ['treeSize / 2', { size: Math.floor(size / 2) }],
    ['index = size', { index: size }],
    ['index beyond all', { index: 2 ** 53 }],
    ['half an index', { index: index + 0.5 }],
    ['size 0', { size: 0 }],
    ['wrong leaf', { leaf: noise }],
    ['random root', { root: noise }],
    ['empty root', { root: new Uint8Array() }],
    ['root cut off', { root: root.subarray(0, 16) }],
  ];
  const proofs = Object.entries(attacksOnProof(proof, [root]));
  return [
    ...numbers.map(([what, wrong]): [string, InclusionClaim] => [what, { ...honest, ...wrong }]),
    ...proofs.map(([what, one]): [string, InclusionClaim] => [what, { ...honest, proof: one }]),
  ];
}

function attacksOnConsistency(honest: ConsistencyClaim): [string, ConsistencyClaim][] {
  const { from, to, fromRoot, toRoot, proof } = honest;
  const numbers: [string, Partial<ConsistencyClaim>][] = [
    ['size1 + 1', { from: from + 1 }],
    ['size1 - 1', { from: from - 1 }],
    ['size1 ^ 2', { from: from ^ 2 }],
    ['size2 * 2', { to: to * 2 }],
    ['size2 / 2', { to: Math.floor(to / 2) }],
    ['sizes swapped', { from: to, to: from }],
    ['roots swapped', { fromRoot: toRoot, toRoot: fromRoot }],
    ['wrong root1', { fromRoot: noise }],
    ['wrong root2', { toRoot: noise }],
  ];
  const proofs = Object.entries(attacksOnProof(proof, [fromRoot, toRoot]));
  return [
    ...numbers.map(([what, wrong]): [string, ConsistencyClaim] => [what, { ...honest, ...wrong }]),
    ...proofs.map(([what, one]): [string, ConsistencyClaim] => [what, { ...honest, proof: one }]),
  ];
}

describe('the verifier', () => {
  const leaves = many.slice(0, 20);
  const tried = new Set<string>();

  test('believes no attack on a proof of inclusion', async () => {
    for (let size = 1; size <= leaves.length; size++) {
      for (let index = 0; index < size; index++) {
        const honest = await inclusion(leaves, index, size);
        for (const [what, claim] of attacksOnInclusion(honest)) {
          // A tree of another shape may have the same proof for the same place; then nothing false is claimed.
          if (
            claim.proof === honest.proof &&
            claim.root === honest.root &&
            sameShape(claim, honest)
          )
            continue;
          tried.add(what.replace(/\d/g, ''));
          expect(verifyInclusion(claim), `${what} of leaf ${index} in ${size}`).toBe(false);
        }
      }
    }
    expect(tried.size).toBeGreaterThan(20);
  });

  test('believes no attack on a proof of consistency', async () => {
    for (let to = 2; to <= leaves.length; to++) {
      for (let from = 1; from < to; from++) {
        const honest = await consistency(leaves, from, to);
        for (const [what, claim] of attacksOnConsistency(honest)) {
          if (claim.from === 0 || isTrue(claim, leaves)) continue;
          expect(verifyConsistency(claim), `${what} of ${from} and ${to}`).toBe(false);
        }
      }
    }
  });

  test('believes nothing of an empty tree but that every tree begins with it', () => {
    const root = naiveRoot([]);
    const toRoot = naiveRoot(leaves);
    const claim = { from: 0, to: 20, fromRoot: root, toRoot, proof: [] };
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, fromRoot: noise })).toBe(false);
    expect(verifyConsistency({ ...claim, proof: [noise] })).toBe(false);
    expect(verifyConsistency({ ...claim, to: 0, toRoot: root })).toBe(true);
    expect(verifyInclusion({ index: 0, size: 0, leaf: root, root, proof: [] })).toBe(false);
  });

  test('tells two trees of one size apart, and finds no proof between their heads (split view)', async () => {
    const other = leaves.with(7, Buffer.from('another entry'));
    const [here, there] = [await consistency(leaves, 12, 20), await consistency(other, 12, 20)];
    expect(verifyConsistency({ ...here, fromRoot: there.fromRoot })).toBe(false);
    expect(verifyConsistency({ ...there, fromRoot: here.fromRoot })).toBe(false);
    expect(verifyConsistency({ ...here, from: 20, fromRoot: there.toRoot, proof: [] })).toBe(false);
  });
});

/** Whether a claim of inclusion differs from a true one in nothing that the proof depends on. */
function sameShape(claim: InclusionClaim, honest: InclusionClaim): boolean {
  return claim.leaf === honest.leaf && turns(claim).join('') === turns(honest).join('');
}

/** On which side each step of the way up stands. */
function turns({ index, size }: InclusionClaim): string[] {
  if (!Number.isInteger(index) || index < 0 || index >= size) return ['none'];
  if (size === 1) return [];
  let k = 1;
  while (2 * k < size) k *= 2;
  return index < k
    ? [...turns({ index, size: k } as InclusionClaim), 'R']
    : [...turns({ index: index - k, size: size - k } as InclusionClaim), 'L'];
}

function isTrue(
  { from, to, fromRoot, toRoot, proof }: ConsistencyClaim,
  leaves: Buffer[],
): boolean {
  const is = (root: Uint8Array, size: number) =>
    Buffer.compare(root, naiveRoot(leaves.slice(0, size))) === 0;
  return from === to && proof.length === 0 && is(fromRoot, from) && is(toRoot, to);
}
