import type { JWK } from 'jose';
import type { AccessPurpose, PartnerKind } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { Profile } from '../app.js';
import { jakartaDate } from '../values/calendar-date.js';

/** A client that may have tokens now: one agency × one purpose, under an agreement in force. */
export interface RegisteredClient {
  readonly clientId: string;
  readonly partnerId: string;
  readonly partnerName: string;
  readonly partnerKind: PartnerKind;
  readonly purpose: AccessPurpose;
  /** Keys that are accepted now. */
  readonly keys: readonly ClientKey[];
}

/** A public key of a client. */
export interface ClientKey {
  readonly kid: string;
  readonly alg: string;
  readonly jwk: JWK;
}

/** Who may have a token, and whose tokens are still good. */
export interface ClientRegister {
  /** The client as it stands this moment; null = unknown, suspended, its partner suspended, or no agreement in force. */
  find(clientId: string): Promise<RegisteredClient | null>;
  /** Whether tokens of this client, got with this key, are still good. A change is seen within {@link STANDING_MS}. */
  isGood(clientId: string, kid: string): Promise<boolean>;
  /** Whether a partner that another issuer vouches for is known and not suspended; seen within the same time. */
  isPartnerGood(partnerId: string): Promise<boolean>;
}

/** How old the knowledge may be on which a token is accepted. */
const STANDING_MS = 20_000;
/** How old the knowledge may be on which one is refused. */
const RECENT_MS = 250;
const MOST_HELD = 10_000;

const FIND = `
  SELECT c.client_id AS "clientId", p.id AS "partnerId", p.name AS "partnerName", p.kind::text AS "partnerKind",
    c.purpose::text AS purpose,
    coalesce((SELECT jsonb_agg(jsonb_build_object('kid', k.kid, 'alg', k.alg, 'jwk', k.jwk) ORDER BY k.kid)
      FROM client_key k WHERE k.client_id = c.id AND (k.retired_at IS NULL OR k.retired_at > $2::timestamptz)), '[]') AS keys
  FROM partner_client c JOIN partner p ON p.id = c.partner_id
  WHERE c.client_id = $1 AND c.suspended_at IS NULL AND p.suspended_at IS NULL AND NOT ($4::boolean AND p.slug LIKE 'sandbox-%')
    AND EXISTS (SELECT 1 FROM agreement a WHERE a.partner_id = p.id AND a.purpose = c.purpose AND a.suspended_at IS NULL
      AND a.ended_at IS NULL
      AND $3::date BETWEEN a.valid_from AND a.valid_until)`;

const PARTNER = 'SELECT 1 FROM partner WHERE id = $1::uuid AND suspended_at IS NULL';

/** A register over `sql`. In production the clients of the sandbox do not exist, whatever the database holds. */
export function createClientRegister(sql: Sql, profile: Profile, now: () => Date): ClientRegister {
  const find = async (clientId: string): Promise<RegisteredClient | null> => {
    const at = now();
    const params = [clientId, at.toISOString(), jakartaDate(at), profile === 'production'];
    const [client] = await sql.query<RegisteredClient>(FIND, params, 'oauth_client');
    return client ?? null;
  };
  const clients = holding(now, find);
  const partners = holding(now, async (id) => (await sql.query(PARTNER, [id])).length === 1);
  return {
    find: (clientId) => clients(clientId, 0),
    async isGood(clientId, kid) {
      const accepts = (client: RegisteredClient | null): boolean =>
        client?.keys.some((key) => key.kid === kid) === true;
      // A key may have been registered since: what refuses is asked again.
      return accepts(await clients(clientId)) || accepts(await clients(clientId, RECENT_MS));
    },
    async isPartnerGood(partnerId) {
      return (await partners(partnerId)) || partners(partnerId, RECENT_MS);
    },
  };
}

/** What `load` says of a key, at most `ms` old (0 = asked now); a failure is not kept. */
function holding<T>(
  now: () => Date,
  load: (key: string) => Promise<T>,
): (key: string, ms?: number) => Promise<T> {
  const held = new Map<string, { at: number; value: Promise<T> }>();
  return (key, ms = STANDING_MS) => {
    const at = now().getTime();
    const known = held.get(key);
    if (known !== undefined && at - known.at < ms && at >= known.at) return known.value;
    if (held.size >= MOST_HELD) held.clear();
    const entry = { at, value: load(key) };
    held.set(key, entry);
    entry.value.catch(() => {
      if (held.get(key) === entry) held.delete(key);
    });
    return entry.value;
  };
}
