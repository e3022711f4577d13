import { FAULT_CODES } from '../api/errors.js';
import { builder } from './builder.js';

const MEANING: Record<(typeof FAULT_CODES)[number], string> = {
  UNAUTHENTICATED: 'No access token, or one that is not accepted.',
  FORBIDDEN: 'Not for this caller, or another purpose than the token carries.',
  BAD_USER_INPUT: 'The request is malformed, or a value cannot be meant.',
  NOT_FOUND: 'There is no such thing, or not for this caller.',
  OPERATION_TOO_COMPLEX: 'The operation asks for too much at once.',
  RATE_LIMITED:
    "The minute's points or the day's people are used up (extensions.cost of the answer); nobody was looked up. Wait retryAfterMs.",
  CONFLICT: 'Something changed meanwhile; read again and repeat.',
  SERVICE_UNAVAILABLE: 'The registry cannot answer just now; wait retryAfterMs.',
  INTERNAL_SERVER_ERROR: 'A fault on our side; tell us the requestId.',
};

builder.enumType('FaultCode', {
  description:
    'The closed list of `extensions.code`: how a call can break. Answers and refusals are part of the data instead.',
  values: Object.fromEntries(
    FAULT_CODES.map((code) => [code, { description: MEANING[code] }]),
  ) as Record<(typeof FAULT_CODES)[number], { description: string }>,
});
