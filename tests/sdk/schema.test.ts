import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isNonNullType,
  parse,
  validate,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { areClaimsWellFormed } from '../../sdk/src/eligibility/claims-form.js';
import { FAULT_CODES } from '../../sdk/src/generated/fault-codes.js';
import * as documents from '../../sdk/src/generated/documents.js';

const root = new URL('../../', import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const filesBelow = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => `${folder}/${name}`);

const schema = buildSchema(read('schema/schema.graphql'));

describe('the documents of the SDK', () => {
  it.each(Object.entries(documents))(
    'are valid against the committed schema: %s',
    (_name, text) => {
      expect(validate(schema, parse(text))).toEqual([]);
    },
  );

  it('come one an operation file, named as the operation', () => {
    const files = filesBelow('sdk/operations', '.graphql').filter(
      (path) => !path.endsWith('Fields.graphql'),
    );
    for (const path of files)
      expect(read(path)).toMatch(
        new RegExp(`^(?:query|mutation) ${basename(path, '.graphql')}\\b`),
      );
    const names = files.map((path) => `${basename(path, '.graphql')}Document`);
    expect(names.sort()).toEqual(Object.keys(documents).sort());
  });
});

describe('the fault codes of the SDK', () => {
  it('are those of the schema', () => {
    const type = schema.getType('FaultCode');
    const values = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
    expect(values.sort()).toEqual([...FAULT_CODES].sort());
  });
});

describe('the form of claims that the SDK accepts', () => {
  const samples: Record<string, unknown> = {
    admitted: true,
    graduationYear: 2026,
    degree: 'S1',
    accreditation: 'A',
    livingCostCluster: 2,
    medicine: false,
    hasSktm: true,
    parentsMonthlyIncome: 5_600_000,
    familySize: 8,
    holdsKip: false,
  };
  const input = schema.getType('StudentAidClaimsInput');
  const fields = isInputObjectType(input) ? Object.values(input.getFields()) : [];

  it('has the fields of the schema', () => {
    expect(fields.map(({ name }) => name).sort()).toEqual(Object.keys(samples).sort());
    expect(areClaimsWellFormed({ studentAid: samples })).toBe(true);
    expect(areClaimsWellFormed(null)).toBe(true);
  });

  it('requires what the schema requires and no more', () => {
    for (const { name, type } of fields) {
      const { [name]: _left, ...others } = samples;
      const form = [others, { ...samples, [name]: null }].map((studentAid) =>
        areClaimsWellFormed({ studentAid }),
      );
      expect([name, ...form]).toEqual([name, !isNonNullType(type), !isNonNullType(type)]);
    }
  });

  it.each([
    { admitted: 'yes' },
    { graduationYear: '2026' },
    { graduationYear: 2026.5 },
    { graduationYear: 2 ** 31 },
    { degree: 'S9' },
    { accreditation: 'a' },
    { livingCostCluster: Number.NaN },
    { parentsMonthlyIncome: -1 },
    { parentsMonthlyIncome: 0.5 },
    { familySize: Number.POSITIVE_INFINITY },
    { medicine: 1 },
    { shoeSize: 42 },
  ])('refuses %j', (change) => {
    expect(areClaimsWellFormed({ studentAid: { ...samples, ...change } })).toBe(false);
  });

  it.each([[{}], [[]], ['studentAid'], [{ studentAid: null }], [{ other: {} }]])(
    'refuses %j',
    (claims) => {
      expect(areClaimsWellFormed(claims)).toBe(false);
    },
  );
});

describe('the package', () => {
  const ofCommandLine = ['cli-progress', 'csv-parse', 'csv-stringify'];

  it('depends on jose alone, and its command line on what reads and writes files of people', () => {
    const manifest = JSON.parse(read('sdk/package.json')) as { dependencies: object };
    expect(Object.keys(manifest.dependencies)).toEqual([...ofCommandLine, 'jose']);
    for (const path of filesBelow('sdk/src', '.ts')) {
      if (path.includes('sdk/src/cli/')) continue;
      const imported = [...read(path).matchAll(/from '([^'.][^']*)'/g)].map(([, name]) => name);
      const may = path.includes('sdk/src/testing/') ? ['jose', 'graphql'] : ['jose'];
      expect(imported.filter((name) => !may.includes(name ?? ''))).toEqual([]);
    }
  });
});
