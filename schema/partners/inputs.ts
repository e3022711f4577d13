import { builder } from '../builder.js';
import { AccessPurpose } from '../eligibility/enums.js';
import { PartnerKindEnum } from './types.js';

const PARTNER = 'The partner, as its opaque id.';
const VERSION = 'Version of the partner as the caller read it.';
const CLIENT = 'client_id of the OAuth client.';
const NUMBER = 'Number of the signed agreement.';

const PublicKeyInput = builder.inputType('PublicKeyInput', {
  description:
    'The public half of a key as a JWK (RFC 7517): P-256 (ES256), Ed25519 (EdDSA), or RSA from 2048 bits (PS256). A JWK with a private member is refused; its owner must make a new pair.',
  fields: (t) => ({
    kty: t.string({ required: true, description: 'EC, OKP or RSA.' }),
    crv: t.string({ description: 'P-256 for EC, Ed25519 for OKP.' }),
    x: t.string({ description: 'Coordinate, base64url; EC and OKP.' }),
    y: t.string({ description: 'Coordinate, base64url; EC.' }),
    n: t.string({ description: 'Modulus, base64url; RSA.' }),
    e: t.string({ description: 'Exponent, AQAB; RSA.' }),
    alg: t.string({
      description: 'What the key is for, if the agency says it: must fit its kind.',
    }),
  }),
});

export const RegisterPartnerInput = builder.inputType('RegisterPartnerInput', {
  description: 'An agency that becomes a partner of the ministry, or of the area of the caller.',
  fields: (t) => ({
    slug: t.string({
      required: true,
      description:
        'Stable short name in lower case, words joined by hyphens: client ids are made from it.',
    }),
    name: t.string({ required: true, description: 'Name of the agency, up to 120 characters.' }),
    kind: t.field({ type: PartnerKindEnum, required: true, description: 'What kind it is.' }),
  }),
});

export const AddPartnerClientInput = builder.inputType('AddPartnerClientInput', {
  description: 'An OAuth client for a partner and a purpose.',
  fields: (t) => ({
    partnerId: t.id({ required: true, description: PARTNER }),
    version: t.int({ required: true, description: VERSION }),
    purpose: t.field({
      type: AccessPurpose,
      required: true,
      description: 'What its tokens will be for; must suit the kind of the partner.',
    }),
  }),
});

export const AddClientKeyInput = builder.inputType('AddClientKeyInput', {
  description: 'A further key for a client.',
  fields: (t) => ({
    partnerId: t.id({ required: true, description: PARTNER }),
    version: t.int({ required: true, description: VERSION }),
    clientId: t.string({ required: true, description: CLIENT }),
    publicKey: t.field({ type: PublicKeyInput, required: true, description: 'The key.' }),
  }),
});

export const RotateClientKeyInput = builder.inputType('RotateClientKeyInput', {
  description: 'A key that takes the place of those that a client has.',
  fields: (t) => ({
    partnerId: t.id({ required: true, description: PARTNER }),
    version: t.int({ required: true, description: VERSION }),
    clientId: t.string({ required: true, description: CLIENT }),
    publicKey: t.field({ type: PublicKeyInput, required: true, description: 'The new key.' }),
    overlapHours: t.int({
      description: 'For how many hours the former keys are accepted, 0 to 168; 24 where absent.',
    }),
  }),
});

export const RetireClientKeyInput = builder.inputType('RetireClientKeyInput', {
  description: 'A key that is accepted no longer, from now on.',
  fields: (t) => ({
    partnerId: t.id({ required: true, description: PARTNER }),
    version: t.int({ required: true, description: VERSION }),
    kid: t.string({ required: true, description: 'Thumbprint of the key (RFC 7638).' }),
  }),
});

export const RecordAgreementInput = builder.inputType('RecordAgreementInput', {
  description: 'A data-sharing agreement (PKS) as it was signed.',
  fields: (t) => ({
    partnerId: t.id({ required: true, description: PARTNER }),
    version: t.int({ required: true, description: VERSION }),
    number: t.string({ required: true, description: NUMBER }),
    purpose: t.field({
      type: AccessPurpose,
      required: true,
      description: 'What may be asked for; must suit the kind of the partner.',
    }),
    programs: t.stringList({
      required: true,
      description:
        'Codes of programs that the owner of the partner runs: national ones for the ministry.',
    }),
    territories: t.field({
      type: ['RegionCode'],
      description:
        'Areas whose people it covers, within the area of the owner; all of it where absent, and the country for the ministry.',
    }),
    validFrom: t.field({ type: 'Date', required: true, description: 'First day.' }),
    validUntil: t.field({
      type: 'Date',
      required: true,
      description: 'Last day, today or later.',
    }),
    dailyPeople: t.int({
      required: true,
      description: 'Distinct people a day, 1 to 10 million.',
    }),
  }),
});

/** An agreement of a partner, named by its number. */
export const AgreementInput = builder.inputType('PartnerAgreementInput', {
  description: 'Which agreement of which partner.',
  fields: (t) => ({
    partnerId: t.id({ required: true, description: PARTNER }),
    version: t.int({ required: true, description: VERSION }),
    number: t.string({ required: true, description: NUMBER }),
  }),
});

/** A client of a partner. */
export const ClientInput = builder.inputType('PartnerClientInput', {
  description: 'Which client of which partner.',
  fields: (t) => ({
    partnerId: t.id({ required: true, description: PARTNER }),
    version: t.int({ required: true, description: VERSION }),
    clientId: t.string({ required: true, description: CLIENT }),
  }),
});

/** A partner as a whole. */
export const PartnerInput = builder.inputType('PartnerInput', {
  description: 'Which partner.',
  fields: (t) => ({
    partnerId: t.id({ required: true, description: PARTNER }),
    version: t.int({ required: true, description: VERSION }),
  }),
});
