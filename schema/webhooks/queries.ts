import { rowFilter } from '../../api/access/row-filter.js';
import { badInput } from '../../api/errors.js';
import { isUuid } from '../../api/values/is-uuid.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { nodeQuery } from '../node-query.js';
import { pageComplexity } from '../page-complexity.js';
import { WebhookDelivery, WebhookDeliveryStatus, WebhookEndpoint, WebhookEvent } from './types.js';

const WHO = 'For the client itself (scope webhooks:manage), and for who manages its partner.';
const USUAL_PAGE = 20;

builder.queryField('webhookEndpoints', (t) =>
  t.connection(
    {
      type: WebhookEndpoint,
      complexity: pageComplexity,
      description: `The endpoints that the caller manages, in the order of their registration. ${WHO}`,
      resolve: (_root, page, context, info) =>
        forwardPage(page, ({ limit, after }) =>
          context.app.database.prisma.webhookEndpoint.findMany({
            ...nodeQuery(context, info),
            where: {
              AND: [
                rowFilter('WebhookEndpoint', context.principal),
                { removedAt: null },
                after === null ? {} : { id: { gt: after } },
              ],
            },
            orderBy: { id: 'asc' },
            take: limit,
          }),
        ),
    },
    { name: 'WebhookEndpointConnection' },
    { name: 'WebhookEndpointEdge' },
  ),
);

builder.queryField('webhookDeliveries', (t) =>
  t.connection(
    {
      type: WebhookDelivery,
      complexity: pageComplexity,
      description: `The log of deliveries to an endpoint, latest event first. ${WHO}`,
      args: {
        endpoint: t.arg.id({ required: true, description: 'The endpoint, as its opaque id.' }),
        status: t.arg({
          type: WebhookDeliveryStatus,
          description: 'Only those that are so far; all where absent.',
        }),
      },
      resolve: (_root, { endpoint, status, ...page }, context, info) =>
        forwardPage(page, ({ limit, after }) =>
          context.app.database.prisma.webhookDelivery.findMany({
            ...nodeQuery(context, info),
            where: {
              AND: [
                rowFilter('WebhookDelivery', context.principal),
                { endpointId: isUuid(endpoint) ? endpoint : { in: [] } },
                { endpoint: { removedAt: null } },
                status == null ? {} : { status },
                after === null ? {} : { id: { lt: after } },
              ],
            },
            orderBy: { id: 'desc' },
            take: limit,
          }),
        ),
    },
    { name: 'WebhookDeliveryConnection' },
    { name: 'WebhookDeliveryEdge' },
  ),
);

builder.queryField('webhookEvents', (t) =>
  t.field({
    type: [WebhookEvent],
    complexity: pageComplexity,
    description: `Everything that was for an endpoint since a number, in order, whether it was delivered or not: to catch up after a failure. Empty where there is nothing more, or no such endpoint. Events are kept for 30 days. ${WHO}`,
    args: {
      endpoint: t.arg.id({ required: true, description: 'The endpoint, as its opaque id.' }),
      since: t.arg.int({
        required: true,
        description: 'Number of the last event that the caller has; 0 for all.',
      }),
      first: t.arg.int({ description: 'How many at most, 1 to 100; 20 where absent.' }),
    },
    resolve: async (_root, { endpoint, since, first }, { app, principal }) => {
      if (since < 0) throw badInput('since must not be negative.');
      return app.database.prisma.webhookDelivery.findMany({
        where: {
          AND: [
            rowFilter('WebhookDelivery', principal),
            { endpointId: isUuid(endpoint) ? endpoint : { in: [] }, sequence: { gt: since } },
            { endpoint: { removedAt: null } },
          ],
        },
        select: {
          sequence: true,
          event: { select: { id: true, type: true, data: true, occurredAt: true } },
        },
        orderBy: { sequence: 'asc' },
        take: first ?? USUAL_PAGE,
      });
    },
  }),
);
