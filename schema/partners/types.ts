import { rowFilter } from '../../api/access/row-filter.js';
import { AGREEMENT_STATUS, agreementStanding } from '../../api/partners/agreement-standing.js';
import {
  listPartnerChanges,
  type PartnerChange,
  type PartnerChangesPage,
} from '../../api/partners/list-partner-changes.js';
import type { PublicKeyInput } from '../../api/partners/read-public-key.js';
import { jakartaDate } from '../../api/values/calendar-date.js';
import { PartnerKind } from '../../prisma/generated/enums.js';
import { batched } from '../batched.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { describedEnum } from '../described-enum.js';
import { AccessPurpose } from '../eligibility/enums.js';
import { pageComplexity } from '../page-complexity.js';

export const PartnerKindEnum = describedEnum(
  'PartnerKind',
  PartnerKind,
  'What kind of agency a partner is.',
  {
    BANK: 'A bank that pays aid.',
    POST: 'PT Pos Indonesia.',
    HOSPITAL: 'A hospital or health facility.',
    UNIVERSITY: 'A university that admits students (perguruan tinggi).',
    GOVERNMENT: 'Another agency of government.',
  },
);

const AgreementStatus = describedEnum(
  'AgreementStatus',
  Object.fromEntries(AGREEMENT_STATUS.map((status) => [status, status])) as Record<
    (typeof AGREEMENT_STATUS)[number],
    (typeof AGREEMENT_STATUS)[number]
  >,
  'How an agreement stands today (Asia/Jakarta). Only IN_FORCE lets a partner ask.',
  {
    UPCOMING: 'Its first day has not come.',
    IN_FORCE: 'It holds.',
    SUSPENDED: 'Held up, until the suspension is lifted.',
    ENDED: 'Ended before its last day, for good.',
    EXPIRED: 'Its last day has passed.',
  },
);

const PublicKey = builder.objectRef<PublicKeyInput>('PublicKey').implement({
  description: 'The public half of a key as a JWK (RFC 7517). The private half is never here.',
  fields: (t) => ({
    kty: t.exposeString('kty', { description: 'EC, OKP or RSA.' }),
    crv: t.exposeString('crv', { nullable: true, description: 'P-256, Ed25519; null for RSA.' }),
    x: t.exposeString('x', { nullable: true, description: 'Coordinate; null for RSA.' }),
    y: t.exposeString('y', { nullable: true, description: 'Coordinate; null but for P-256.' }),
    n: t.exposeString('n', { nullable: true, description: 'Modulus; null but for RSA.' }),
    e: t.exposeString('e', { nullable: true, description: 'Exponent; null but for RSA.' }),
  }),
});

builder.prismaObject('ClientKey', {
  select: { retiredAt: true },
  description:
    'A public key with which a client signs its assertions (private_key_jwt). Seen by the partner itself and by who manages or oversees it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    kid: t.exposeString('kid', { description: 'Thumbprint of the key (RFC 7638, SHA-256).' }),
    alg: t.exposeString('alg', { description: 'ES256, EdDSA or PS256.' }),
    publicKey: t.field({
      type: PublicKey,
      select: { jwk: true },
      description: 'The key itself, its public half.',
      resolve: ({ jwk }) => jwk as unknown as PublicKeyInput,
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    retiredAt: t.expose('retiredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'From when on it is refused, perhaps in the future; null = no end is set.',
    }),
    isInUse: t.boolean({
      description: 'Whether it is accepted now.',
      resolve: ({ retiredAt }, _args, { app }) => retiredAt === null || retiredAt > app.now(),
    }),
  }),
});

builder.prismaObject('PartnerClient', {
  description:
    'An OAuth client of a partner: one agency, one purpose. Seen by the partner itself and by who manages or oversees it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    clientId: t.exposeString('clientId', {
      description: 'OAuth client_id: the short name of the partner, a dot, and the purpose.',
    }),
    purpose: t.expose('purpose', {
      type: AccessPurpose,
      description: 'What its tokens are for; nothing else can be asked with them.',
    }),
    suspendedAt: t.expose('suspendedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when everything is refused to it; null = not suspended.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was added.' }),
    keys: t.relation('keys', {
      query: { orderBy: [{ createdAt: 'desc' }, { id: 'desc' }] },
      description: 'Its public keys, latest first; those that have retired stay listed.',
    }),
  }),
});

builder.prismaObject('Agreement', {
  select: { validFrom: true, validUntil: true, suspendedAt: true, endedAt: true },
  description:
    'A data-sharing agreement (perjanjian kerja sama, PKS): what a partner may ask, why, about whom, and how much a day. Never edited. Seen by the partner itself and by who manages or oversees it.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    number: t.exposeString('number', { description: 'Number of the signed agreement.' }),
    purpose: t.expose('purpose', { type: AccessPurpose, description: 'What may be asked for.' }),
    programs: t.exposeStringList('programs', { description: 'Codes of the programs it covers.' }),
    territories: t.field({
      type: ['RegionCode'],
      select: { territories: true },
      description: 'Areas whose people it covers; empty where it covers the country.',
      resolve: ({ territories }) => territories.filter((code) => code !== 'ID'),
    }),
    isNationwide: t.boolean({
      select: { territories: true },
      description: 'Whether it covers the whole country.',
      resolve: ({ territories }) => territories.includes('ID'),
    }),
    validFrom: t.expose('validFrom', { type: 'Date', description: 'First day.' }),
    validUntil: t.expose('validUntil', { type: 'Date', description: 'Last day.' }),
    dailyPeople: t.exposeInt('dailyPeople', {
      description: 'How many distinct people may be asked about a day.',
    }),
    suspendedAt: t.expose('suspendedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when it is held up; null = it is not.',
    }),
    endedAt: t.expose('endedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was ended before its last day; null = it was not.',
    }),
    status: t.field({
      type: AgreementStatus,
      description: 'How it stands today.',
      resolve: (row, _args, { app }) => agreementStanding(row, jakartaDate(app.now())).status,
    }),
    daysLeft: t.int({
      nullable: true,
      description: 'Days to its last day, 0 on that day itself; null = it holds no longer.',
      resolve: (row, _args, { app }) => agreementStanding(row, jakartaDate(app.now())).daysLeft,
    }),
  }),
});

const PartnerChangeType = builder.objectRef<PartnerChange>('PartnerChange').implement({
  description:
    'What was changed of a partner, its clients, keys and agreements. Seen by who manages or oversees the partner.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    actor: t.exposeString('actor', { description: 'Opaque id of the officer who did it.' }),
    action: t.exposeString('action', { description: 'The mutation, such as suspendPartner.' }),
    record: t.exposeString('record', {
      description:
        'What was changed: partner, partner_client, client_key, agreement or webhook_endpoint.',
    }),
    recordId: t.exposeID('recordId', { description: 'Its opaque id.' }),
    fields: t.stringList({
      description: 'Columns that differ from what was before; all of them where it was made.',
      resolve: ({ fields }) => [...fields],
    }),
  }),
});

const changesOf = batched<PartnerChangesPage, PartnerChange[]>(listPartnerChanges);

/** A partner agency. */
export const Partner = builder.prismaObject('Partner', {
  select: { id: true },
  description:
    'An agency that asks by a data-sharing agreement (PKS). Seen by itself; by the ministry; by the head of the area that owns it; by auditors and data-protection officers within their territory.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    slug: t.exposeString('slug', { description: 'Stable short name: bank-kota-contoh.' }),
    name: t.exposeString('name', { description: 'Name of the agency.' }),
    kind: t.expose('kind', { type: PartnerKindEnum, description: 'What kind of agency it is.' }),
    owner: t.relation('owner', {
      nullable: true,
      description: 'The province or regency that registered and manages it; null = the ministry.',
    }),
    suspendedAt: t.expose('suspendedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Since when everything is refused to it; null = not suspended.',
    }),
    version: t.exposeInt('version', {
      description:
        'Counts every change to the partner or to what belongs to it; to be sent back with a change.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was registered.' }),
    clients: t.relation('clients', {
      query: (_args, { principal }) => ({
        where: rowFilter('PartnerClient', principal),
        orderBy: [{ purpose: 'asc' }],
      }),
      description: 'Its OAuth clients, one a purpose.',
    }),
    agreements: t.relation('agreements', {
      query: (_args, { principal }) => ({
        where: rowFilter('Agreement', principal),
        orderBy: [{ validFrom: 'desc' }, { id: 'desc' }],
      }),
      description: 'Its agreements, latest first; those that hold no longer stay listed.',
    }),
    changes: t.connection(
      {
        type: PartnerChangeType,
        complexity: pageComplexity,
        description: 'History, latest first: who changed what, and when.',
        resolve: ({ id }, args, context) =>
          forwardPage(args, ({ limit, after }) =>
            changesOf(context, { partnerId: id, limit, after }),
          ),
      },
      { name: 'PartnerChangeConnection' },
      { name: 'PartnerChangeEdge' },
    ),
  }),
});
