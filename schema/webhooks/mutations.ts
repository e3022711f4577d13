import type { Context } from '../../api/context.js';
import { StaleVersionError } from '../../api/households/errors.js';
import { PartnerNotFoundError, PurposeUnsuitedError } from '../../api/partners/errors.js';
import { changeEndpoint } from '../../api/webhooks/change-endpoint.js';
import {
  TooManyWebhookEndpointsError,
  WebhookDeliveryNotFoundError,
  WebhookEndpointNotFoundError,
  WebhookUrlInUseError,
  WebhookUrlRefusedError,
} from '../../api/webhooks/errors.js';
import { redeliver } from '../../api/webhooks/redeliver.js';
import { registerEndpoint } from '../../api/webhooks/register-endpoint.js';
import { removeEndpoint } from '../../api/webhooks/remove-endpoint.js';
import { rotateSecret } from '../../api/webhooks/rotate-secret.js';
import { rowFilter } from '../../api/access/row-filter.js';
import { builder } from '../builder.js';
import '../households/errors.js';
import '../partners/errors.js';
import './errors.js';
import {
  ChangeWebhookEndpointInput,
  RedeliverWebhookInput,
  RegisterWebhookEndpointInput,
  RemoveWebhookEndpointInput,
  RotateWebhookSecretInput,
} from './inputs.js';
import {
  RemovedWebhookEndpoint,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookSecret,
} from './types.js';

const WHO = 'For the client itself (scope webhooks:manage), and for who manages its partner.';
const CHANGED = [WebhookEndpointNotFoundError, StaleVersionError];

/** An endpoint as it stands after a change. */
function readBack<Query extends object>(query: Query, { app, principal }: Context, id: string) {
  return app.database.prisma.webhookEndpoint.findFirstOrThrow({
    ...query,
    where: { AND: [{ id }, rowFilter('WebhookEndpoint', principal)] },
  });
}

builder.mutationField('registerWebhookEndpoint', (t) =>
  t.field({
    type: WebhookSecret,
    complexity: 20,
    errors: {
      types: [
        ...[PartnerNotFoundError, PurposeUnsuitedError, WebhookUrlRefusedError],
        ...[WebhookUrlInUseError, TooManyWebhookEndpointsError],
      ],
    },
    description: `Registers where a client wants to be told of changes, and gives the secret that signs deliveries, this once. Where the answer was lost, rotate the secret. ${WHO}`,
    args: {
      input: t.arg({
        type: RegisterWebhookEndpointInput,
        required: true,
        description: 'Where, and of what.',
      }),
    },
    resolve: (_root, { input }, context) => registerEndpoint(context, input),
  }),
);

builder.mutationField('changeWebhookEndpoint', (t) =>
  t.prismaField({
    type: WebhookEndpoint,
    complexity: 20,
    errors: { types: [...CHANGED, WebhookUrlRefusedError, WebhookUrlInUseError] },
    description: `Changes where an endpoint is, of what it is told, or whether anything is sent. ${WHO}`,
    args: {
      input: t.arg({
        type: ChangeWebhookEndpointInput,
        required: true,
        description: 'The endpoint and what becomes of it.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await changeEndpoint(context, input)),
  }),
);

builder.mutationField('rotateWebhookSecret', (t) =>
  t.field({
    type: WebhookSecret,
    complexity: 20,
    errors: { types: CHANGED },
    description: `Gives an endpoint a new signing secret, this once. Until the overlap ends, deliveries are signed by both. ${WHO}`,
    args: {
      input: t.arg({
        type: RotateWebhookSecretInput,
        required: true,
        description: 'The endpoint and the overlap.',
      }),
    },
    resolve: (_root, { input }, context) => rotateSecret(context, input),
  }),
);

builder.mutationField('removeWebhookEndpoint', (t) =>
  t.field({
    type: RemovedWebhookEndpoint,
    complexity: 20,
    errors: { types: CHANGED },
    description: `Removes an endpoint for good; what waited for it is given up. ${WHO}`,
    args: {
      input: t.arg({
        type: RemoveWebhookEndpointInput,
        required: true,
        description: 'Which endpoint.',
      }),
    },
    resolve: async (_root, { input }, context) => ({ id: await removeEndpoint(context, input) }),
  }),
);

builder.mutationField('redeliverWebhook', (t) =>
  t.prismaField({
    type: WebhookDelivery,
    complexity: 20,
    errors: { types: [WebhookDeliveryNotFoundError] },
    description: `Delivers an event to its endpoint once more, with the same id and number, whatever came of it before; at once, or when the endpoint is enabled again. ${WHO}`,
    args: {
      input: t.arg({ type: RedeliverWebhookInput, required: true, description: 'Which delivery.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      context.app.database.prisma.webhookDelivery.findFirstOrThrow({
        ...query,
        where: {
          AND: [
            { id: await redeliver(context, input.deliveryId) },
            rowFilter('WebhookDelivery', context.principal),
          ],
        },
      }),
  }),
);
