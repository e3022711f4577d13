import { builder } from '../builder.js';
import { AccessPurpose } from '../eligibility/enums.js';
import { WebhookEventType } from './types.js';

const ENDPOINT = 'The endpoint, as its opaque id.';
const VERSION = 'Its version as the caller read it.';
const URL =
  'https with a public host name, port 443, at most 500 characters, without user, password, fragment or a run of 13 digits.';

export const RegisterWebhookEndpointInput = builder.inputType('RegisterWebhookEndpointInput', {
  description: 'Where a client wants to be told, and of what.',
  fields: (t) => ({
    url: t.string({ required: true, description: URL }),
    events: t.field({
      type: [WebhookEventType],
      required: true,
      description: 'Of what it wants to be told; at least one.',
    }),
    partnerId: t.id({
      description: 'The partner, for an office that manages it; a client leaves it out.',
    }),
    purpose: t.field({
      type: AccessPurpose,
      description: 'Of which client of the partner, for an office; a client leaves it out.',
    }),
  }),
});

export const ChangeWebhookEndpointInput = builder.inputType('ChangeWebhookEndpointInput', {
  description: 'What becomes of an endpoint; what is absent stays as it is.',
  fields: (t) => ({
    id: t.id({ required: true, description: ENDPOINT }),
    version: t.int({ required: true, description: VERSION }),
    url: t.string({ description: URL }),
    events: t.field({ type: [WebhookEventType], description: 'Of what it is told; at least one.' }),
    enabled: t.boolean({
      description: 'Whether anything is sent. What happened while it was disabled is sent then.',
    }),
  }),
});

export const RotateWebhookSecretInput = builder.inputType('RotateWebhookSecretInput', {
  description: 'A new signing secret for an endpoint.',
  fields: (t) => ({
    id: t.id({ required: true, description: ENDPOINT }),
    version: t.int({ required: true, description: VERSION }),
    overlapHours: t.int({
      description: 'For how many hours the former secret signs as well, 0 to 168; 24 where absent.',
    }),
  }),
});

export const RemoveWebhookEndpointInput = builder.inputType('RemoveWebhookEndpointInput', {
  description: 'An endpoint that is wanted no more.',
  fields: (t) => ({
    id: t.id({ required: true, description: ENDPOINT }),
    version: t.int({ required: true, description: VERSION }),
  }),
});

export const RedeliverWebhookInput = builder.inputType('RedeliverWebhookInput', {
  description: 'A delivery that is to be made once more.',
  fields: (t) => ({
    deliveryId: t.id({ required: true, description: 'The delivery, as its opaque id.' }),
  }),
});
