import type { AccessPurpose } from '../../prisma/generated/enums.js';
import type { App } from '../app.js';
import type { AgreementTerms } from '../partners/agreement-register.js';

interface Asker {
  readonly partnerId: string;
  readonly purpose: AccessPurpose;
}

/** What a partner may ask for a purpose today; null = nothing. */
export type TermsOf = (asker: Asker) => AgreementTerms | null;

const CLIENTS_STATEMENT = `
SELECT partner_id AS "partnerId", purpose::text, client_id AS "clientId" FROM partner_client WHERE partner_id = ANY ($1::uuid[])`;

/** The agreements in force on `today` of everybody who asked; none of a partner or client that is suspended. */
export async function agreementsOf(
  { database, agreements }: Pick<App, 'database' | 'agreements'>,
  askers: readonly Asker[],
  today: string,
): Promise<TermsOf> {
  const clients = await database.sql.query<Asker & { clientId: string }>(
    CLIENTS_STATEMENT,
    [[...new Set(askers.map(({ partnerId }) => partnerId))]],
    'webhook-clients',
  );
  const keyOf = ({ partnerId, purpose }: Asker) => `${partnerId} ${purpose}`;
  const clientIds = new Map(clients.map((client) => [keyOf(client), client.clientId]));
  const terms = new Map<string, AgreementTerms | null>();
  for (const asker of askers) {
    const key = keyOf(asker);
    if (terms.has(key)) continue;
    const { partnerId, purpose } = asker;
    // A client that is not registered here is its issuer's own.
    const clientId = clientIds.get(key) ?? '';
    terms.set(key, await agreements.find({ partnerId, purpose, clientId }, today));
  }
  return (asker) => terms.get(keyOf(asker)) ?? null;
}
