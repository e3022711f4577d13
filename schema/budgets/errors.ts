import { AlertAcknowledgedError, AlertNotFoundError } from '../../api/budgets/errors.js';
import { builder } from '../builder.js';
import { ErrorInterface } from '../errors.js';

const interfaces = [ErrorInterface];

builder.objectType(AlertNotFoundError, {
  name: 'AlertNotFoundError',
  description:
    "There is no such alert in the caller's territory. One that lies elsewhere looks the same.",
  interfaces,
});

builder.objectType(AlertAcknowledgedError, {
  name: 'AlertAcknowledgedError',
  description: 'The alert was acknowledged before; what was said then stands.',
  interfaces,
});
