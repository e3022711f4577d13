import type { Database } from '../../prisma/database.js';
import type { AdministeringTier, ProgramUnit } from '../../prisma/generated/enums.js';
import { parseRuleSet } from '../eligibility/parse-rule-set.js';
import type { RuleSet } from '../eligibility/rule-set.js';
import { fromDateColumn } from '../values/calendar-date.js';

/** A published, dated version of a program's rules. */
export interface PublishedRule {
  readonly id: string;
  readonly ruleSet: RuleSet;
  readonly legalBasis: string;
  readonly inForceFrom: string;
  /** First day on which it no longer holds; null = still in force. */
  readonly inForceUntil: string | null;
}

/** A program with all its rule versions, newest first. */
export interface CatalogProgram {
  readonly id: string;
  readonly code: string;
  readonly nameId: string;
  readonly nameEn: string;
  readonly administeringTier: AdministeringTier;
  readonly unit: ProgramUnit;
  /** The owning province or regency; null = national. */
  readonly ownerCode: string | null;
  readonly legalBasis: string;
  /** Token subject of who registered it here; null = it ships. */
  readonly registeredBy: string | null;
  readonly rules: readonly PublishedRule[];
}

/** The programs and rules, held in memory: a check asks for a rule without asking the database. */
export interface ProgramCatalog {
  /** The catalog, read again when older than its lifetime. A failed refresh keeps the former one. */
  read(): Promise<ReadonlyMap<string, CatalogProgram>>;
  /**
   * The catalog with these rule versions in it: read again at once when another process has published one since. Records
   * that name them are newer than what is held, then.
   */
  readWith(ruleVersionIds: readonly string[]): Promise<ReadonlyMap<string, CatalogProgram>>;
  /** Forgets what is held, so that what was just published is in force at the next read. */
  refresh(): void;
}

const LIFETIME_MS = 30_000;

/** A catalog over a database; `now` tells its age. */
export function createProgramCatalog(database: Database, now: () => Date): ProgramCatalog {
  let held: Promise<ReadonlyMap<string, CatalogProgram>> | undefined;
  let readAt = 0;
  const load = (): Promise<ReadonlyMap<string, CatalogProgram>> => {
    readAt = now().getTime();
    const fresh = loadPrograms(database);
    const former = held;
    fresh.catch(() => (held = former));
    return fresh;
  };
  const read = (): Promise<ReadonlyMap<string, CatalogProgram>> => {
    if (held === undefined || now().getTime() - readAt > LIFETIME_MS) held = load();
    return held;
  };
  return Object.freeze({
    read,
    async readWith(ruleVersionIds: readonly string[]) {
      const programs = await read();
      const known = new Set(
        [...programs.values()].flatMap(({ rules }) => rules.map(({ id }) => id)),
      );
      if (ruleVersionIds.every((id) => known.has(id))) return programs;
      return (held = load());
    },
    refresh() {
      held = undefined;
    },
  });
}

/** The rule in force on `asOf` (YYYY-MM-DD): the latest that began on or before it and has not ended. */
export function ruleInForce(program: CatalogProgram, asOf: string): PublishedRule | null {
  const rule = program.rules.find(({ inForceFrom }) => inForceFrom <= asOf);
  return rule !== undefined && (rule.inForceUntil === null || rule.inForceUntil > asOf)
    ? rule
    : null;
}

async function loadPrograms(database: Database): Promise<ReadonlyMap<string, CatalogProgram>> {
  const programs = await database.prisma.program.findMany({
    include: { ruleVersions: { orderBy: { inForceFrom: 'desc' } } },
    orderBy: { id: 'asc' },
  });
  return new Map(
    programs.map(({ ruleVersions, ...program }) => [
      program.code,
      {
        ...program,
        rules: ruleVersions.map((version) => ({
          id: version.id,
          ruleSet: parseRuleSet(version.ruleSet),
          legalBasis: version.legalBasis,
          inForceFrom: fromDateColumn(version.inForceFrom),
          inForceUntil: version.inForceUntil === null ? null : fromDateColumn(version.inForceUntil),
        })),
      },
    ]),
  );
}
