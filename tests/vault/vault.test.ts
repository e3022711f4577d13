import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameWords } from '../../prisma/vault/blind-index.js';
import { SealBrokenError } from '../../prisma/vault/seal-broken-error.js';
import { createVault, type Vault } from '../../prisma/vault/vault.js';
import { sealFirstForm } from '../support/first-form.js';

const ROW = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';
const OLD_KEY = randomBytes(32);
const wrapping = {
  current: 2,
  byId: new Map([
    [1, OLD_KEY],
    [2, randomBytes(32)],
  ]),
};
const index = randomBytes(32);
const vault = createVault({ wrapping, index });
const person = { nik: '3205011704829901', name: 'Asep Contoh' };
const household = { kkNumber: '3205010101209901', address: 'Jalan Contoh 1', rt: '001', rw: '002' };

/** Whether a pair of value and key opens as somebody. */
const opens = (
  identity: Uint8Array,
  wrapped: Uint8Array | null,
  {
    table = 'person',
    row = ROW,
    by = vault,
  }: { table?: 'person' | 'household'; row?: string; by?: Vault } = {},
): boolean => {
  try {
    by.open(table, row, identity, wrapped);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(SealBrokenError);
    return false;
  }
};

describe('a sealed identity', () => {
  test('opens to what was sealed, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        const { identity, key } = vault.seal('person', ROW, { ...person, name });
        expect(vault.open('person', ROW, identity, key.wrapped)).toEqual({ ...person, name });
        const again = vault.reseal('person', ROW, key.wrapped, person);
        expect(vault.open('person', ROW, again, key.wrapped)).toEqual(person);
      }),
    );
  });

  test('holds neither number nor name nor its key, and no two are alike', () => {
    const one = vault.seal('person', ROW, person);
    const other = vault.seal('person', ROW, person);
    const text = Buffer.concat([one.identity, one.key.wrapped]).toString('latin1');
    expect(text).not.toContain('3205011704829901');
    expect(text).not.toContain('Contoh');
    expect(Buffer.from(one.identity).equals(other.identity)).toBe(false);
    expect(Buffer.from(one.key.wrapped).equals(other.key.wrapped)).toBe(false);
  });

  test('does not show by its length how long the name is, within a block', () => {
    const lengths = ['A', 'Ab', 'Abcdefg'].map(
      (name) => vault.seal('person', ROW, { ...person, name }).identity.length,
    );
    expect(new Set(lengths).size).toBe(1);
  });

  test('without its key is nobody', () => {
    const { identity, key } = vault.seal('person', ROW, person);
    expect(opens(identity, key.wrapped)).toBe(true);
    expect(opens(identity, null)).toBe(false);
    expect(opens(identity, vault.seal('person', ROW, person).key.wrapped)).toBe(false);
  });
});

describe('attacks on what is stored', () => {
  test('neither value nor key opens in another row or another table, alone or together', () => {
    const mine = vault.seal('person', ROW, person);
    const theirs = vault.seal('person', OTHER, person);
    const home = vault.seal('household', ROW, household);
    expect(opens(mine.identity, mine.key.wrapped, { row: OTHER })).toBe(false);
    expect(opens(mine.identity, mine.key.wrapped, { table: 'household' })).toBe(false);
    expect(opens(home.identity, home.key.wrapped)).toBe(false);
    expect(opens(mine.identity, theirs.key.wrapped)).toBe(false);
    expect(opens(theirs.identity, mine.key.wrapped)).toBe(false);
    expect(opens(mine.identity, home.key.wrapped)).toBe(false);
    expect(opens(mine.key.wrapped, mine.identity)).toBe(false);
  });

  test('every flipped bit of value and key is refused', () => {
    const { identity, key } = vault.seal('person', ROW, person);
    for (const [bytes, attempt] of [
      [identity, (bent: Uint8Array) => opens(bent, key.wrapped)],
      [key.wrapped, (bent: Uint8Array) => opens(identity, bent)],
    ] as const) {
      for (let bit = 0; bit < bytes.length * 8; bit++) {
        const bent = Buffer.from(bytes);
        bent[bit >> 3]! ^= 1 << (bit & 7);
        expect(attempt(bent)).toBe(false);
      }
    }
  });

  test('what is cut short, lengthened, or any other bytes, is refused', () => {
    const { identity, key } = vault.seal('person', ROW, person);
    for (let length = 0; length < identity.length; length++) {
      expect(opens(identity.subarray(0, length), key.wrapped)).toBe(false);
    }
    for (let length = 0; length < key.wrapped.length; length++) {
      expect(opens(identity, key.wrapped.subarray(0, length))).toBe(false);
    }
    expect(opens(Buffer.concat([identity, Buffer.of(0)]), key.wrapped)).toBe(false);
    expect(opens(identity, Buffer.concat([key.wrapped, Buffer.of(0)]))).toBe(false);
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(opens(bytes, key.wrapped)).toBe(false);
        expect(opens(identity, bytes)).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });

  test('another id of the wrapping key is refused, held or not', () => {
    const { identity, key } = vault.seal('person', ROW, person);
    for (const id of [0, 1, 3, 258, 65_535]) {
      const bent = Buffer.from(key.wrapped);
      bent.writeUInt16BE(id, 1);
      expect(opens(identity, bent)).toBe(false);
    }
    const strange = createVault({ wrapping: { current: 2, byId: new Map([[2, OLD_KEY]]) }, index });
    expect(opens(identity, key.wrapped, { by: strange })).toBe(false);
  });

  test('a value of the first form opens until the row has a key, and never again once put back', () => {
    const first = sealFirstForm(1, OLD_KEY, 'person', ROW, person);
    expect(vault.open('person', ROW, first, null)).toEqual(person);
    const { key } = vault.seal('person', ROW, person);
    expect(opens(first, key.wrapped)).toBe(false);
    expect(vault.openPast('person', ROW, first, key.wrapped)).toEqual(person);
    const without = createVault({
      wrapping: { ...wrapping, byId: new Map([[2, OLD_KEY]]) },
      index,
    });
    expect(opens(first, null, { by: without })).toBe(false);
    for (let bit = 0; bit < first.length * 8; bit++) {
      const bent = Buffer.from(first);
      bent[bit >> 3]! ^= 1 << (bit & 7);
      expect(opens(bent, null)).toBe(false);
    }
  });
});

describe('wrapping keys', () => {
  test('a key is wrapped anew without a touch of what it seals, and the old key is then not needed', () => {
    const old = createVault({ wrapping: { current: 1, byId: new Map([[1, OLD_KEY]]) }, index });
    const { identity, key } = old.seal('person', ROW, person);
    expect(key.wrappingKeyId).toBe(1);
    const anew = vault.rewrap('person', ROW, key.wrapped);
    expect(anew.wrappingKeyId).toBe(2);
    const only = createVault({
      wrapping: { current: 2, byId: new Map([[2, wrapping.byId.get(2)!]]) },
      index,
    });
    expect(only.open('person', ROW, identity, anew.wrapped)).toEqual(person);
    expect(opens(identity, key.wrapped, { by: only })).toBe(false);
  });

  test('are looked for again when a value names one that is not held', () => {
    const asked: boolean[] = [];
    let renewal: typeof wrapping | null = null;
    const behind = createVault(
      { wrapping: { current: 1, byId: new Map([[1, OLD_KEY]]) }, index },
      (isMissed) => {
        asked.push(isMissed);
        return renewal === null ? null : { wrapping: renewal, index };
      },
    );
    const { identity, key } = vault.seal('person', ROW, person);
    expect(opens(identity, key.wrapped, { by: behind })).toBe(false);
    renewal = wrapping;
    expect(behind.open('person', ROW, identity, key.wrapped)).toEqual(person);
    expect(behind.seal('person', ROW, person).key.wrappingKeyId).toBe(2);
    expect(asked).toEqual([true, true, false]);
  });
});

describe('a blind index', () => {
  test('is 16 bytes, the same for the same number, and another for each field and key', () => {
    const number = '3205011704829901';
    expect(vault.nikIndex(number)).toHaveLength(16);
    expect(vault.nikIndex(number)).toEqual(vault.nikIndex(number));
    expect(vault.nikIndex(number)).not.toEqual(vault.kkIndex(number));
    const otherVault = createVault({ wrapping, index: randomBytes(32) });
    expect(otherVault.nikIndex(number)).not.toEqual(vault.nikIndex(number));
  });

  test('of a name is one token a word, whatever case, marks and order, and differs between regencies', () => {
    const tokens = vault.nameTokens('Siti  Nur-Aini', '32.05');
    expect(tokens).toHaveLength(3);
    expect(new Set(vault.nameTokens('aini NUR síti', '32.05'))).toEqual(new Set(tokens));
    expect(vault.nameTokens('Siti', '32.73')[0]).not.toBe(vault.nameTokens('Siti', '32.05')[0]);
  });

  test('of a name keeps no single letters and no empty words', () => {
    expect(nameWords(" M. 'Ali  bin--Ali ")).toEqual(['ali', 'bin']);
  });
});
