import type { Database } from '../../prisma/database.js';
import type { AccessPurpose } from '../../prisma/generated/enums.js';
import { fromDateColumn } from '../values/calendar-date.js';
import { parseRegionCode, territoryRange, type CodeRange } from '../values/region-code.js';

/** What a partner may ask for one purpose: which programs, and about whom. */
export interface AgreementTerms {
  readonly number: string;
  readonly programs: ReadonlySet<string>;
  readonly territories: readonly CodeRange[];
}

/** The whole country as a range of village codes. */
export const WHOLE_COUNTRY: CodeRange = { low: '1', high: ':' };

/** The agreements of partners, held for a short while so that a check does not ask the database for them. */
export interface AgreementRegister {
  /** The agreement of a partner for a purpose in force on `today` (YYYY-MM-DD); null = none, which refuses. */
  find(partnerId: string, purpose: AccessPurpose, today: string): Promise<AgreementTerms | null>;
}

const LIFETIME_MS = 30_000;
const MOST_PARTNERS = 10_000;

interface Held {
  readonly readAt: number;
  readonly terms: Promise<readonly (AgreementTerms & Period & { purpose: AccessPurpose })[]>;
}

interface Period {
  readonly validFrom: string;
  readonly validUntil: string;
}

/** A register over a database; a change takes effect within 30 seconds. */
export function createAgreementRegister(database: Database, now: () => Date): AgreementRegister {
  const held = new Map<string, Held>();
  return Object.freeze({
    async find(partnerId: string, purpose: AccessPurpose, today: string) {
      let entry = held.get(partnerId);
      if (entry === undefined || now().getTime() - entry.readAt > LIFETIME_MS) {
        if (held.size >= MOST_PARTNERS) held.clear();
        entry = { readAt: now().getTime(), terms: loadTerms(database, partnerId) };
        held.set(partnerId, entry);
        entry.terms.catch(() => held.delete(partnerId));
      }
      const agreements = await entry.terms;
      return (
        agreements.find(
          (one) => one.purpose === purpose && one.validFrom <= today && today <= one.validUntil,
        ) ?? null
      );
    },
  });
}

async function loadTerms(
  database: Database,
  partnerId: string,
): Promise<(AgreementTerms & Period & { purpose: AccessPurpose })[]> {
  const agreements = await database.prisma.agreement.findMany({
    where: { partnerId, suspendedAt: null },
    orderBy: { validFrom: 'desc' },
  });
  return agreements.map((agreement) => ({
    number: agreement.number,
    purpose: agreement.purpose,
    programs: new Set(agreement.programs),
    territories: agreement.territories.flatMap(rangeOf),
    validFrom: fromDateColumn(agreement.validFrom),
    validUntil: fromDateColumn(agreement.validUntil),
  }));
}

function rangeOf(territory: string): CodeRange[] {
  if (territory === 'ID') return [WHOLE_COUNTRY];
  const code = parseRegionCode(territory);
  return code === null ? [] : [territoryRange(code)];
}
