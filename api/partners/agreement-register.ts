import type { Database } from '../../prisma/database.js';
import type { AccessPurpose } from '../../prisma/generated/enums.js';
import { isUuid } from '../values/is-uuid.js';
import { parseRegionCode, territoryRange, type CodeRange } from '../values/region-code.js';

/** What a partner may ask for one purpose: which programs, and about whom. */
export interface AgreementTerms {
  readonly number: string;
  readonly programs: ReadonlySet<string>;
  readonly territories: readonly CodeRange[];
  /** Distinct people a day. */
  readonly dailyPeople: number;
}

/** The whole country as a range of village codes. */
export const WHOLE_COUNTRY: CodeRange = { low: '1', high: ':' };

/** A partner as it asks: who, for what, and by which OAuth client. */
export interface AskingPartner {
  readonly partnerId: string;
  readonly purpose: AccessPurpose;
  /** `client_id` of the token. */
  readonly clientId: string;
}

/** The agreements of partners, held for a short while so that a check does not ask the database for them. */
export interface AgreementRegister {
  /** The agreement in force on `today` (YYYY-MM-DD); null = none, or suspended on any level, which refuses. */
  find(asking: AskingPartner, today: string): Promise<AgreementTerms | null>;
  /**
   * Whether a partner is refused everything: the agency or the client is suspended, or the client is registered for
   * another agency or purpose than the token says. A client that is not registered here is its issuer's own.
   */
  isSuspended(asking: AskingPartner): Promise<boolean>;
  /** Forgets what is held, so that what was just changed is in force at the next question. */
  forget(): void;
}

const LIFETIME_MS = 30_000;
const MOST_HELD = 10_000;

interface StoredTerms {
  readonly number: string;
  readonly purpose: AccessPurpose;
  readonly programs: readonly string[];
  readonly territories: readonly string[];
  readonly dailyPeople: number;
  readonly validFrom: string;
  readonly validUntil: string;
}

interface StoredPartner {
  readonly isSuspended: boolean;
  readonly agreements: readonly StoredTerms[];
  readonly client: {
    readonly partnerId: string;
    readonly purpose: AccessPurpose;
    readonly isSuspended: boolean;
  } | null;
}

interface HeldPartner {
  readonly isSuspended: boolean;
  readonly client: StoredPartner['client'];
  readonly agreements: readonly (AgreementTerms & StoredPeriod)[];
}

type StoredPeriod = Pick<StoredTerms, 'purpose' | 'validFrom' | 'validUntil'>;

interface Held {
  readonly readAt: number;
  readonly partner: Promise<HeldPartner | null>;
}

const PARTNER_STATEMENT = `
SELECT p.suspended_at IS NOT NULL AS "isSuspended",
  coalesce((
    SELECT json_agg(json_build_object('number', a.number, 'purpose', a.purpose, 'programs', a.programs,
      'territories', a.territories, 'dailyPeople', a.daily_people,
      'validFrom', a.valid_from, 'validUntil', a.valid_until) ORDER BY a.valid_from DESC)
    FROM agreement a WHERE a.partner_id = p.id AND a.suspended_at IS NULL AND a.ended_at IS NULL), '[]') AS agreements,
  (SELECT json_build_object('partnerId', c.partner_id, 'purpose', c.purpose, 'isSuspended', c.suspended_at IS NOT NULL)
   FROM partner_client c WHERE c.client_id = $2) AS client
FROM partner p WHERE p.id = $1::uuid`;

/** A register over a database; a change takes effect within 30 seconds, and at once where it is forgotten. */
export function createAgreementRegister(database: Database, now: () => Date): AgreementRegister {
  const held = new Map<string, Held>();
  const read = ({ partnerId, clientId }: AskingPartner): Promise<HeldPartner | null> => {
    const key = `${partnerId} ${clientId}`;
    const known = held.get(key);
    const readAt = now().getTime();
    if (known !== undefined && readAt - known.readAt <= LIFETIME_MS) return known.partner;
    if (held.size >= MOST_HELD) held.clear();
    const entry: Held = { readAt, partner: loadPartner(database, partnerId, clientId) };
    held.set(key, entry);
    entry.partner.catch(() => held.get(key) === entry && held.delete(key));
    return entry.partner;
  };
  return Object.freeze({
    async find(asking: AskingPartner, today: string) {
      const partner = await read(asking);
      if (partner === null || isRefused(partner, asking)) return null;
      return (
        partner.agreements.find(
          ({ purpose, validFrom, validUntil }) =>
            purpose === asking.purpose && validFrom <= today && today <= validUntil,
        ) ?? null
      );
    },
    async isSuspended(asking: AskingPartner) {
      const partner = await read(asking);
      return partner !== null && isRefused(partner, asking);
    },
    forget() {
      held.clear();
    },
  });
}

function isRefused(
  { isSuspended, client }: HeldPartner,
  { partnerId, purpose }: AskingPartner,
): boolean {
  const isOther =
    client !== null &&
    (client.isSuspended || client.partnerId !== partnerId || client.purpose !== purpose);
  return isSuspended || isOther;
}

async function loadPartner(
  database: Database,
  partnerId: string,
  clientId: string,
): Promise<HeldPartner | null> {
  if (!isUuid(partnerId)) return null;
  const [stored] = await database.sql.query<StoredPartner>(
    PARTNER_STATEMENT,
    [partnerId, clientId],
    'asking-partner',
  );
  if (stored === undefined) return null;
  return {
    isSuspended: stored.isSuspended,
    client: stored.client,
    agreements: stored.agreements.map(({ programs, territories, ...terms }) => ({
      ...terms,
      programs: new Set(programs),
      territories: territories.flatMap(rangeOf),
    })),
  };
}

function rangeOf(territory: string): CodeRange[] {
  if (territory === 'ID') return [WHOLE_COUNTRY];
  const code = parseRegionCode(territory);
  return code === null ? [] : [territoryRange(code)];
}
