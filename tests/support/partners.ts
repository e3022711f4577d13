import { generateKeyPairSync } from 'node:crypto';
import { expect } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import { officerOf } from './act-as.js';
import type { TestAnswer, TestApp } from './app.js';

/** A partner or a refusal, as the document below selects them. */
export interface PartnerAnswer {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly pesan?: string;
  readonly recordId?: string;
  readonly currentVersion?: number;
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly kind: string;
  readonly owner: { readonly code: string } | null;
  readonly version: number;
  readonly suspendedAt: string | null;
  readonly clients: readonly {
    readonly clientId: string;
    readonly purpose: string;
    readonly suspendedAt: string | null;
    readonly keys: readonly {
      readonly kid: string;
      readonly alg: string;
      readonly publicKey: Readonly<Record<string, string | null>>;
      readonly retiredAt: string | null;
      readonly isInUse: boolean;
    }[];
  }[];
  readonly agreements: readonly {
    readonly number: string;
    readonly purpose: string;
    readonly programs: readonly string[];
    readonly territories: readonly string[];
    readonly isNationwide: boolean;
    readonly validFrom: string;
    readonly validUntil: string;
    readonly dailyPeople: number;
    readonly suspendedAt: string | null;
    readonly endedAt: string | null;
    readonly status: string;
    readonly daysLeft: number | null;
  }[];
}

const PARTNER_FIELDS = `id slug name kind owner { code } version suspendedAt
  clients { clientId purpose suspendedAt keys { kid alg publicKey { kty crv x y n e } retiredAt isInUse } }
  agreements { number purpose programs territories isNationwide validFrom validUntil dailyPeople suspendedAt endedAt status daysLeft }`;

/** The input type of each mutation that manages partners. */
export const INPUT_TYPES: Readonly<Record<string, string>> = {
  registerPartner: 'RegisterPartnerInput',
  addPartnerClient: 'AddPartnerClientInput',
  addClientKey: 'AddClientKeyInput',
  rotateClientKey: 'RotateClientKeyInput',
  retireClientKey: 'RetireClientKeyInput',
  recordAgreement: 'RecordAgreementInput',
  endAgreement: 'PartnerAgreementInput',
  suspendAgreement: 'PartnerAgreementInput',
  resumeAgreement: 'PartnerAgreementInput',
  suspendClient: 'PartnerClientInput',
  resumeClient: 'PartnerClientInput',
  suspendPartner: 'PartnerInput',
  resumePartner: 'PartnerInput',
};

/** The mutations that manage partners. */
export const PARTNER_MUTATIONS = Object.keys(INPUT_TYPES);

/** The ministry's program owner, who manages the partners without an owner. */
export const MINISTRY = officerOf('NATIONAL', null, ['ministry_program_owner']);

/** Asks for one change, whatever comes of it. */
export function askPartner(
  app: TestApp,
  field: string,
  input: object,
  persona?: string,
): Promise<TestAnswer<Record<string, PartnerAnswer>>> {
  const stale =
    field === 'registerPartner' ? '' : '... on StaleVersionError { recordId currentVersion }';
  return app.graphql(
    `mutation ($input: ${INPUT_TYPES[field]}!) { ${field}(input: $input) { __typename ... on Partner { ${PARTNER_FIELDS} }
      ... on Error { code message(language: EN) pesan: message(language: ID) } ${stale} } }`,
    { input },
    persona,
  );
}

/** Makes a change and gives its answer, a partner or a refusal; a fault fails the test. */
export async function changePartnerAs(
  app: TestApp,
  field: string,
  input: object,
  persona?: string,
): Promise<PartnerAnswer> {
  const { errors, data } = await askPartner(app, field, input, persona);
  expect(errors).toBeUndefined();
  return data![field]!;
}

/** The code of a change that is refused or at fault; null = it was made. */
export async function refusalOf(
  app: TestApp,
  field: string,
  input: object,
  persona?: string,
): Promise<string | null> {
  const { errors, data } = await askPartner(app, field, input, persona);
  return errors?.[0]?.extensions.code ?? data?.[field]?.code ?? null;
}

/** The public half of a fresh P-256 key as a JWK. */
export function freshPublicKey(): { kty: string; crv: string; x: string; y: string } {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return publicKey.export({ format: 'jwk' }) as ReturnType<typeof freshPublicKey>;
}

/** The terms of an agreement that the ministry may record for a bank. */
export function terms(number: string, more: object = {}) {
  return {
    number,
    purpose: 'PAYEE_VERIFICATION',
    programs: ['PKH'],
    validFrom: '2026-01-01',
    validUntil: '2027-12-31',
    dailyPeople: 1_000,
    ...more,
  };
}

let serial = 0;

/** A slug that nobody has. */
export function freshSlug(): string {
  serial += 1;
  return `bank-contoh-${serial}`;
}

/** A partner with a client, a key and an agreement, written straight into the database. */
export interface StoredPartner {
  readonly partnerId: string;
  readonly version: number;
  readonly clientId: string;
  readonly kid: string;
  readonly number: string;
}

/** Writes a partner of an owner, null = the ministry, with everything that belongs to one. */
export async function storePartner(
  { app }: TestApp,
  ownerCode: string | null,
): Promise<StoredPartner> {
  const slug = freshSlug();
  const [partnerId, client, key] = [app.newId(), app.newId(), app.newId()];
  const stored = { partnerId, version: 1, clientId: `${slug}.payee-verification` };
  const { sql } = app.database;
  await sql.query(
    `INSERT INTO partner (id, slug, name, kind, owner_code) VALUES ($1::uuid, $2, 'Bank Contoh', 'BANK', $3)`,
    [partnerId, slug, ownerCode],
  );
  await sql.query(
    `INSERT INTO partner_client (id, client_id, partner_id, purpose) VALUES ($1::uuid, $2, $3::uuid, 'PAYEE_VERIFICATION')`,
    [client, stored.clientId, partnerId],
  );
  await sql.query(
    `INSERT INTO client_key (id, client_id, kid, alg, jwk) VALUES ($1::uuid, $2::uuid, $3, 'ES256', $4::jsonb)`,
    [key, client, `kid-${slug}`, JSON.stringify(freshPublicKey())],
  );
  await sql.query(
    `INSERT INTO agreement (id, partner_id, number, purpose, programs, territories, valid_from, valid_until, daily_people)
     VALUES ($1::uuid, $2::uuid, $3, 'PAYEE_VERIFICATION', '{PKH}', '{ID}', '2026-01-01', '2027-12-31', 1000)`,
    [app.newId(), partnerId, `PKS-${slug}`],
  );
  return { ...stored, kid: `kid-${slug}`, number: `PKS-${slug}` };
}

/** A partner's own token, as a principal. */
export function partnerCaller({ partnerId, clientId }: StoredPartner): Principal {
  return {
    ...officerOf('PARTNER', null, []),
    ...{ subject: clientId, clientId, purpose: 'PAYEE_VERIFICATION' },
    partner: { id: partnerId, kind: 'BANK' },
  };
}
