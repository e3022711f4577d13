import { rowFilter } from '../../api/access/row-filter.js';
import { EVENT_NAMES, type WebhookEventData } from '../../api/webhooks/event-types.js';
import {
  WebhookDeliveryStatus as DeliveryStatus,
  WebhookEventType as EventType,
} from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';
import { AccessPurpose } from '../eligibility/enums.js';

export const WebhookEventType = describedEnum(
  'WebhookEventType',
  EventType,
  'Of what a partner may be told.',
  {
    ELIGIBILITY_CHANGED:
      'What a check would answer now about a person asked about differs from what was answered: outcome, criteria, entitlement or route, as far as the purpose may see them. Delivered as eligibility.changed.',
    ENROLMENT_CHANGED:
      'Whether a person asked about is enrolled in the program asked about has changed. Delivered as enrolment.changed.',
    JOB_FINISHED: 'A job of the client has ended. Delivered as job.finished.',
    AGREEMENT_EXPIRING:
      'The agreement ends in 30 days, in 7, or tomorrow; each is told once. Delivered as agreement.expiring.',
  },
);

export const WebhookDeliveryStatus = describedEnum(
  'WebhookDeliveryStatus',
  DeliveryStatus,
  'How far the delivery of an event to an endpoint is.',
  {
    PENDING: 'Waits: for its next attempt, or for an earlier event about the same subject.',
    DELIVERED: 'The endpoint answered 2xx.',
    DEAD: 'Given up: three days passed, the endpoint answered 410, or it was removed. Can be delivered once more.',
  },
);

const WHO = 'For the client itself, and for who manages its partner.';

export const WebhookEndpoint = builder.prismaObject('WebhookEndpoint', {
  description: `Where a client of a partner wants to be told of changes. Its signing secret is shown when it is made, and never again. ${WHO}`,
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    purpose: t.expose('purpose', {
      type: AccessPurpose,
      description: 'Of which client it is: one purpose, one client.',
    }),
    url: t.exposeString('url', { description: 'Where events are sent, by POST.' }),
    events: t.expose('events', {
      type: [WebhookEventType],
      description: 'Of what it is told. What happened before it was chosen is not told later.',
    }),
    lastSequence: t.exposeInt('lastSequence', {
      description:
        'Number of its latest event. Events are numbered from 1 at each endpoint, without a gap.',
    }),
    disabledAt: t.expose('disabledAt', {
      type: 'DateTime',
      nullable: true,
      description:
        'Since when nothing is sent: by wish, or because it answered 410. Null = it is told. What happens meanwhile waits.',
    }),
    secretOverlapUntil: t.expose('formerUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when the former secret signs as well; null = there is none.',
    }),
    version: t.exposeInt('version', {
      description: 'Counts changes; to be sent back with a change.',
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was registered.' }),
  }),
});

/** An endpoint with its secret, when it is made. */
interface SecretShape {
  readonly endpointId: string;
  readonly secret: string;
}

export const WebhookSecret = builder.objectRef<SecretShape>('WebhookSecret').implement({
  description: `A signing secret, shown this once. ${WHO}`,
  fields: (t) => ({
    endpoint: t.prismaField({
      type: WebhookEndpoint,
      description: 'The endpoint whose it is.',
      resolve: (query, { endpointId }, _args, { app, principal }) =>
        app.database.prisma.webhookEndpoint.findFirstOrThrow({
          ...query,
          where: { AND: [{ id: endpointId }, rowFilter('WebhookEndpoint', principal)] },
        }),
    }),
    secret: t.exposeString('secret', {
      description:
        'As Standard Webhooks 1.0 writes it: whsec_ and 32 bytes in base64. Keep it as a password.',
    }),
  }),
});

export const RemovedWebhookEndpoint = builder
  .objectRef<{ readonly id: string }>('RemovedWebhookEndpoint')
  .implement({
    description: `An endpoint that is no more. ${WHO}`,
    fields: (t) => ({
      id: t.exposeID('id', { description: 'The id that it had.' }),
    }),
  });

const Data = builder.objectRef<WebhookEventData>('WebhookEventData').implement({
  description:
    'What an event says: ids, never anything about a person. Which fields are there goes by the type. For whoever sees the event.',
  fields: (t) => ({
    decisionId: t.id({
      nullable: true,
      description: 'The decision that is out of date: ask again. Null but for changes.',
      resolve: ({ decisionId }) => decisionId ?? null,
    }),
    program: t.string({
      nullable: true,
      description: 'Code of the program that was asked about. Null but for changes.',
      resolve: ({ program }) => program ?? null,
    }),
    jobId: t.id({
      nullable: true,
      description: 'The job that ended. Null but for JOB_FINISHED.',
      resolve: ({ jobId }) => jobId ?? null,
    }),
    status: t.string({
      nullable: true,
      description: 'How the job ended. Null but for JOB_FINISHED.',
      resolve: ({ status }) => status ?? null,
    }),
    agreement: t.string({
      nullable: true,
      description: 'Number of the agreement that ends. Null but for AGREEMENT_EXPIRING.',
      resolve: ({ agreement }) => agreement ?? null,
    }),
    validUntil: t.string({
      nullable: true,
      description: 'Its last day, YYYY-MM-DD. Null but for AGREEMENT_EXPIRING.',
      resolve: ({ validUntil }) => validUntil ?? null,
    }),
    daysLeft: t.int({
      nullable: true,
      description: 'Days to its last day when it was told. Null but for AGREEMENT_EXPIRING.',
      resolve: ({ daysLeft }) => daysLeft ?? null,
    }),
  }),
});

/** An event as an endpoint gets it. */
export interface EventShape {
  readonly sequence: number;
  readonly event: {
    readonly id: string;
    readonly type: EventType;
    readonly data: unknown;
    readonly occurredAt: Date;
  };
}

export const WebhookEvent = builder.objectRef<EventShape>('WebhookEvent').implement({
  description: `An event as it is sent to an endpoint. ${WHO}`,
  fields: (t) => ({
    id: t.id({
      description: 'Id of the event, sent as webhook-id: the same however often it is delivered.',
      resolve: ({ event }) => event.id,
    }),
    sequence: t.exposeInt('sequence', {
      description: 'Its number at the endpoint, from 1 without a gap.',
    }),
    type: t.field({
      type: WebhookEventType,
      description: 'What kind it is.',
      resolve: ({ event }) => event.type,
    }),
    name: t.string({
      description: 'The type as it is delivered: eligibility.changed.',
      resolve: ({ event }) => EVENT_NAMES[event.type],
    }),
    occurredAt: t.field({
      type: 'DateTime',
      description: 'When it became known.',
      resolve: ({ event }) => event.occurredAt,
    }),
    data: t.field({
      type: Data,
      description: 'What it says.',
      resolve: ({ event }) => event.data as WebhookEventData,
    }),
  }),
});

export const WebhookDelivery = builder.prismaObject('WebhookDelivery', {
  description: `An event for an endpoint, and how far its delivery is. Kept for 30 days. ${WHO}`,
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    sequence: t.exposeInt('sequence', { description: 'Number of the event at the endpoint.' }),
    event: t.field({
      type: WebhookEvent,
      select: {
        sequence: true,
        event: { select: { id: true, type: true, data: true, occurredAt: true } },
      },
      description: 'What is delivered.',
      resolve: (row) => row,
    }),
    status: t.expose('status', {
      type: WebhookDeliveryStatus,
      description: 'How far it is.',
    }),
    attempts: t.exposeInt('attempts', {
      description: 'How often it was tried, since it was last asked for.',
    }),
    nextAttemptAt: t.expose('nextAttemptAt', {
      type: 'DateTime',
      description: 'When it is tried next, if it is pending and nothing stands before it.',
    }),
    lastStatus: t.exposeInt('lastStatus', {
      nullable: true,
      description: 'HTTP status of the last answer; null = there was none.',
    }),
    lastMs: t.exposeInt('lastMs', {
      nullable: true,
      description: 'How long the last attempt took, in milliseconds; null = there was none.',
    }),
    lastFailure: t.exposeString('lastFailure', {
      nullable: true,
      description:
        'Why the last attempt failed: ADDRESS_REFUSED, NAME_UNRESOLVED, CONNECTION_FAILED, TIMEOUT (10 s), REDIRECTED, STATUS_REFUSED, GONE or ENDPOINT_REMOVED; null = it did not.',
    }),
    settledAt: t.expose('settledAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was delivered or given up; null = it is pending.',
    }),
  }),
});
