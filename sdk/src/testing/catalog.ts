import type { FakeProgram, FakeRule, Words } from './engine.js';
import { registry } from './generated/registry.js';

type Row = Readonly<Record<string, unknown>>;
interface InLanguage {
  readonly language?: 'ID' | 'EN' | null;
}

/** A text in the language asked for, as a field of the schema. */
export function textIn({ id, en }: Words): (args: InLanguage) => string {
  return ({ language }) => (language === 'EN' ? en : id);
}

/** A program as the schema shows it. */
export function shownProgram(program: FakeProgram): object {
  const { ownerCode, nameId, nameEn, rules, ...rest } = program;
  return {
    ...rest,
    name: textIn({ id: nameId, en: nameEn }),
    owner: ownerCode === null ? null : regionOf(ownerCode),
    ruleVersions: rules.map(shownRule),
  };
}

function shownRule({ ruleSet, ...rule }: FakeRule): object {
  return {
    ...rule,
    version: ruleSet.version,
    publishedAt: `${rule.inForceFrom}T00:00:00.000Z`,
    criteria: ruleSet.criteria.map((one) => ({ ...one, message: textIn(one.message) })),
    maxSemesters: Object.entries(ruleSet.entitlement.maxSemesters ?? {}).map(
      ([degree, semesters]) => ({ degree, semesters }),
    ),
  };
}

/** An area as the schema shows it; null for one that the fake registry does not hold. */
export function regionOf(code: string): object | null {
  const row = registry.regions.find((one) => one['code'] === code);
  if (row === undefined) return null;
  const parent = row['parent_code'];
  return {
    code,
    name: row['name'],
    level: row['level'],
    villageKind: row['village_kind'],
    parent: () => (typeof parent === 'string' ? regionOf(parent) : null),
    aliases: [],
  };
}

/** The root fields that tell of no person. */
export const catalog = {
  aidProgram: ({ code }: { code: string }) => {
    const program = registry.programs.find((one) => one.code === code);
    return program === undefined ? null : shownProgram(program);
  },
  aidPrograms: (args: PageArguments) => pageOf(registry.programs.map(shownProgram), args),
  ppksCategories: () => registry.categories.map(shownCategory),
  exclusionGrounds: () =>
    registry.grounds.map((row) => ({ ...camel(row), name: wordsOf(row, 'name') })),
  region: ({ code }: { code: string }) => regionOf(code),
  regions: ({ parent, ...args }: PageArguments & { parent?: string | null }) => {
    const rows = registry.regions.filter((row) => row['parent_code'] === (parent ?? null));
    return pageOf(
      rows.map((row) => regionOf(String(row['code']))),
      args,
    );
  },
};

interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

function shownCategory(row: Row): object {
  return { ...camel(row), name: wordsOf(row, 'name'), definition: wordsOf(row, 'definition') };
}

function wordsOf(row: Row, of: string): (args: InLanguage) => string {
  return textIn({ id: String(row[`${of}_id`]), en: String(row[`${of}_en`]) });
}

function camel(row: Row): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [
      key.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()),
      value,
    ]),
  );
}

function pageOf(nodes: readonly unknown[], { first, after }: PageArguments): object {
  const from = Number(after ?? '0');
  const to = from + (first ?? 20);
  const edges = nodes
    .slice(from, to)
    .map((node, index) => ({ node, cursor: String(from + index + 1) }));
  return {
    edges,
    pageInfo: {
      hasNextPage: to < nodes.length,
      hasPreviousPage: from > 0,
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}
