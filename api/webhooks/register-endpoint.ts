import type { AccessPurpose, PartnerKind, WebhookEventType } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { PartnerNotFoundError, PurposeUnsuitedError } from '../partners/errors.js';
import { nameActor } from '../partners/name-actor.js';
import { purposeSuits } from '../partners/purpose-suits.js';
import { isUuid } from '../values/is-uuid.js';
import { demandWebhookCaller, type WebhookCaller } from './demand-webhook-caller.js';
import {
  TooManyWebhookEndpointsError,
  WebhookUrlInUseError,
  WebhookUrlRefusedError,
} from './errors.js';
import { readEvents } from './read-events.js';
import { readWebhookUrl } from './read-webhook-url.js';
import { writeSecret } from './write-secret.js';

/** Where a partner wants to be told, and of what. */
export interface RegisterEndpointInput {
  readonly url: string;
  readonly events: readonly WebhookEventType[];
  /** Whose endpoint it is; a client registers its own and says nothing. */
  readonly partnerId?: string | null | undefined;
  /** Of which client of the partner; as above. */
  readonly purpose?: AccessPurpose | null | undefined;
}

/** An endpoint and its signing secret, which is shown this once. */
export interface EndpointSecret {
  readonly endpointId: string;
  readonly secret: string;
}

const MOST_ENDPOINTS = 5;

// The partner's row is locked as by every change to what belongs to it, so that two calls cannot both find the last place free.
const PARTNER_STATEMENT = `
SELECT kind::text, owner_code AS "ownerCode" FROM partner WHERE id = $1::uuid FOR NO KEY UPDATE`;
const OTHERS_STATEMENT = `
SELECT url FROM webhook_endpoint WHERE partner_id = $1::uuid AND purpose = $2::"AccessPurpose" AND removed_at IS NULL`;
const ADD_STATEMENT = `
INSERT INTO webhook_endpoint (id, partner_id, purpose, url, events, created_at)
VALUES ($1::uuid, $2::uuid, $3::"AccessPurpose", $4, $5::text[]::"WebhookEventType"[], $6::timestamptz)`;

/**
 * Registers an endpoint of a client and gives its signing secret.
 *
 * @throws PartnerNotFoundError, PurposeUnsuitedError, WebhookUrlRefusedError, WebhookUrlInUseError,
 *   TooManyWebhookEndpointsError; Fault FORBIDDEN, and BAD_USER_INPUT where an office does not say whose it is, or a client names another.
 */
export async function registerEndpoint(
  context: Context,
  input: RegisterEndpointInput,
): Promise<EndpointSecret> {
  const { app, principal } = context;
  const caller = demandWebhookCaller(principal, 'registerWebhookEndpoint');
  const { partnerId, purpose } = ownerOf(caller, input);
  const events = readEvents(input.events);
  const url = readWebhookUrl(input.url, app.webhooks.targets);
  if (url === null) throw new WebhookUrlRefusedError();
  const endpointId = app.newId();
  await app.database.sql.transaction(async (sql) => {
    await nameActor(sql, context, 'registerWebhookEndpoint');
    await demandPartner(sql, caller, partnerId, purpose);
    const others = await sql.query<{ url: string }>(OTHERS_STATEMENT, [partnerId, purpose]);
    if (others.some((other) => other.url === url)) throw new WebhookUrlInUseError();
    if (others.length >= MOST_ENDPOINTS) throw new TooManyWebhookEndpointsError();
    await sql.query(ADD_STATEMENT, [
      ...[endpointId, partnerId, purpose, url, events, app.now().toISOString()],
    ]);
  });
  return { endpointId, secret: writeSecret(app.vault.webhookSecret(endpointId, 1)) };
}

function ownerOf(
  caller: WebhookCaller,
  { partnerId, purpose }: RegisterEndpointInput,
): { readonly partnerId: string; readonly purpose: AccessPurpose } {
  if ('partnerId' in caller) {
    const isOther =
      (partnerId != null && partnerId !== caller.partnerId) ||
      (purpose != null && purpose !== caller.purpose);
    if (isOther)
      throw badInput('partnerId and purpose are those of the access token: leave them out.');
    return caller;
  }
  if (partnerId == null || purpose == null) throw badInput('partnerId and purpose are needed.');
  if (!isUuid(partnerId)) throw new PartnerNotFoundError();
  return { partnerId, purpose };
}

async function demandPartner(
  sql: Sql,
  caller: WebhookCaller,
  partnerId: string,
  purpose: AccessPurpose,
): Promise<void> {
  const [partner] = await sql.query<{ kind: PartnerKind; ownerCode: string | null }>(
    PARTNER_STATEMENT,
    [partnerId],
  );
  if (partner === undefined) throw new PartnerNotFoundError();
  if ('partnerId' in caller) return;
  if (partner.ownerCode !== caller.owner) throw new PartnerNotFoundError();
  if (!purposeSuits(partner.kind, purpose)) throw new PurposeUnsuitedError();
}
