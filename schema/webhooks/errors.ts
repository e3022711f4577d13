import {
  TooManyWebhookEndpointsError,
  WebhookDeliveryNotFoundError,
  WebhookEndpointNotFoundError,
  WebhookUrlInUseError,
  WebhookUrlRefusedError,
} from '../../api/webhooks/errors.js';
import { builder } from '../builder.js';
import { ErrorInterface } from '../errors.js';

const interfaces = [ErrorInterface];

builder.objectType(WebhookEndpointNotFoundError, {
  name: 'WebhookEndpointNotFoundError',
  description:
    'There is no such endpoint that the caller manages. One that somebody else manages looks the same.',
  interfaces,
});

builder.objectType(WebhookDeliveryNotFoundError, {
  name: 'WebhookDeliveryNotFoundError',
  description:
    'There is no such delivery to an endpoint that the caller manages. One of somebody else looks the same.',
  interfaces,
});

builder.objectType(WebhookUrlRefusedError, {
  name: 'WebhookUrlRefusedError',
  description:
    'Nothing may be sent to the address: it is not https, not on an allowed port, names no public host, or holds user, password, fragment or a long number.',
  interfaces,
});

builder.objectType(WebhookUrlInUseError, {
  name: 'WebhookUrlInUseError',
  description: 'The client has an endpoint at this address already.',
  interfaces,
});

builder.objectType(TooManyWebhookEndpointsError, {
  name: 'TooManyWebhookEndpointsError',
  description: 'The client has five endpoints, the most that it may have.',
  interfaces,
});
