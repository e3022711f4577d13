import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nameWords } from '../../prisma/vault/blind-index.js';
import { openValue, sealValue, SealBrokenError } from '../../prisma/vault/sealed-value.js';
import { createVault } from '../../prisma/vault/vault.js';

const ROW = '01900000-0000-7000-8000-000000000001';
const OTHER = '01900000-0000-7000-8000-000000000002';
const keys = { current: 1, byId: new Map([[1, randomBytes(32)]]) };
const vault = createVault({ wrapping: keys, index: randomBytes(32) });
const person = { nik: '3205011704829901', name: 'Asep Contoh' };

describe('a sealed value', () => {
  test('opens to what was sealed, for any text', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(openValue(keys, 'person', ROW, sealValue(keys, 'person', ROW, value))).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
      }),
    );
  });

  test('holds neither number nor name, and no two seals are alike', () => {
    const one = Buffer.from(vault.seal('person', ROW, person));
    const other = Buffer.from(vault.seal('person', ROW, person));
    expect(one.includes('3205011704829901')).toBe(false);
    expect(one.includes('Contoh')).toBe(false);
    expect(one.equals(other)).toBe(false);
  });

  test('does not open in another row, in another table, or under another key', () => {
    const sealed = vault.seal('person', ROW, person);
    expect(() => vault.open('person', OTHER, sealed)).toThrow(SealBrokenError);
    expect(() => vault.open('household', ROW, sealed)).toThrow(SealBrokenError);
    const strange = { current: 1, byId: new Map([[1, randomBytes(32)]]) };
    expect(() => openValue(strange, 'person', ROW, sealed)).toThrow(SealBrokenError);
    expect(() => openValue({ ...keys, byId: new Map() }, 'person', ROW, sealed)).toThrow(
      SealBrokenError,
    );
  });

  test('does not open when any byte of it is changed, or when it is cut short', () => {
    const sealed = Buffer.from(vault.seal('person', ROW, person));
    for (let at = 0; at < sealed.length; at++) {
      const bent = Buffer.from(sealed);
      bent[at]! ^= 1;
      expect(() => vault.open('person', ROW, bent)).toThrow(SealBrokenError);
    }
    expect(() => vault.open('person', ROW, sealed.subarray(0, -1))).toThrow(SealBrokenError);
    expect(() => vault.open('person', ROW, Buffer.alloc(0))).toThrow(SealBrokenError);
  });

  test('does not show by its length how long the name is, within a block', () => {
    const lengths = ['A', 'Ab', 'Abcdefg'].map(
      (name) => vault.seal('person', ROW, { ...person, name }).length,
    );
    expect(new Set(lengths).size).toBe(1);
  });
});

describe('a blind index', () => {
  test('is 16 bytes, the same for the same number, and another for each field and key', () => {
    const number = '3205011704829901';
    expect(vault.nikIndex(number)).toHaveLength(16);
    expect(vault.nikIndex(number)).toEqual(vault.nikIndex(number));
    expect(vault.nikIndex(number)).not.toEqual(vault.kkIndex(number));
    const otherVault = createVault({ wrapping: keys, index: randomBytes(32) });
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
