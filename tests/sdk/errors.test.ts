import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createFault, faultCodeOfStatus } from '../../sdk/src/http/create-fault.js';
import { safeMessage } from '../../sdk/src/http/safe-message.js';
import {
  BadUserInputError,
  ConflictError,
  DinsosError,
  ForbiddenError,
  InternalServerError,
  NetworkError,
  NotFoundError,
  OperationTooComplexError,
  RateLimitedError,
  ServiceUnavailableError,
  UnauthenticatedError,
  UnexpectedResponseError,
} from '../../sdk/src/errors.js';
import { FAULT_CODES } from '../../sdk/src/generated/fault-codes.js';
import { buildTestClient } from './support/build-test-client.js';
import { createFakeRegistry, fault, json, nikOf, rejectionOf } from './support/fake-registry.js';

const once = { maxRetries: 0 } as const;

describe('a fault of the registry', () => {
  it.each([
    ['UNAUTHENTICATED', UnauthenticatedError],
    ['FORBIDDEN', ForbiddenError],
    ['BAD_USER_INPUT', BadUserInputError],
    ['NOT_FOUND', NotFoundError],
    ['OPERATION_TOO_COMPLEX', OperationTooComplexError],
    ['RATE_LIMITED', RateLimitedError],
    ['CONFLICT', ConflictError],
    ['SERVICE_UNAVAILABLE', ServiceUnavailableError],
    ['INTERNAL_SERVER_ERROR', InternalServerError],
  ])('of code %s is an error of its own class, with request id and status', async (code, kind) => {
    const registry = createFakeRegistry(() => fault(code, 'A sentence.', 200));
    const error = await rejectionOf(buildTestClient(registry.fetch, once).viewer());
    expect(error).toBeInstanceOf(kind);
    expect(error).toBeInstanceOf(DinsosError);
    expect(error).toMatchObject({
      name: kind.name,
      code,
      message: 'A sentence.',
      requestId: 'req-7',
      status: 200,
      retryAfterMs: null,
    });
  });

  it('has a class for every code of the closed list', () => {
    for (const code of FAULT_CODES) {
      expect(createFault(code, null, {})).toMatchObject({ code, requestId: null, status: null });
    }
  });

  it('is thrown even when data came along', async () => {
    const errors = [{ message: 'No.', extensions: { code: 'FORBIDDEN' } }];
    const registry = createFakeRegistry(() => json({ data: { viewer: { name: 'x' } }, errors }));
    expect(await rejectionOf(buildTestClient(registry.fetch).viewer())).toBeInstanceOf(
      ForbiddenError,
    );
  });

  it('goes by the code rather than by the HTTP status', async () => {
    const registry = createFakeRegistry(() => fault('NOT_FOUND', 'None.', 500));
    expect(await rejectionOf(buildTestClient(registry.fetch).viewer())).toMatchObject({
      code: 'NOT_FOUND',
      status: 500,
    });
  });

  it('finds the request id in the header where the body has none', async () => {
    const registry = createFakeRegistry(() => json({}, 500, { 'x-request-id': 'req-9' }));
    expect(await rejectionOf(buildTestClient(registry.fetch).viewer())).toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      requestId: 'req-9',
    });
  });
});

describe('an answer without a code', () => {
  it.each([
    [400, 'BAD_USER_INPUT'],
    [401, 'UNAUTHENTICATED'],
    [403, 'FORBIDDEN'],
    [409, 'CONFLICT'],
    [413, 'OPERATION_TOO_COMPLEX'],
    [429, 'RATE_LIMITED'],
    [500, 'INTERNAL_SERVER_ERROR'],
    [502, 'SERVICE_UNAVAILABLE'],
    [504, 'SERVICE_UNAVAILABLE'],
  ])('and of HTTP %i is %s', async (status, code) => {
    const registry = createFakeRegistry(() => new Response('<html>', { status }));
    expect(await rejectionOf(buildTestClient(registry.fetch, once).viewer())).toMatchObject({
      code,
      status,
    });
    expect(faultCodeOfStatus(status)).toBe(code);
  });

  it.each([
    ['a page of HTML', new Response('<html>')],
    ['an empty body', new Response('')],
    ['a list', json([])],
    ['no data', json({})],
    ['null as data', json({ data: null })],
    [
      'a redirect',
      new Response(null, { status: 302, headers: { location: 'http://elsewhere.test' } }),
    ],
    ['nothing found', new Response('Not found', { status: 404 })],
  ])('and with %s is an unexpected response', async (_name, response) => {
    const registry = createFakeRegistry(() => response);
    const error = await rejectionOf(buildTestClient(registry.fetch, once).viewer());
    expect(error).toBeInstanceOf(UnexpectedResponseError);
    expect(error).toMatchObject({ code: 'UNEXPECTED_RESPONSE' });
  });
});

describe('the message of an error', () => {
  const nik = nikOf(1);
  const secrets = [nik, 'secret-token', 'Budi Contoh', 'registry.test'];
  const check = { nik, program: 'PKH', reference: 'Budi Contoh' } as const;

  it.each([
    ['quotes the NIK', `Variable "$input" got invalid value "${nik}".`],
    ['quotes another value', 'No such reference: Budi Contoh.'],
    ['quotes another number', 'Did you mean 3273054208939901?'],
    ['quotes a token', 'Bearer secret-token was refused.'],
    ['quotes a JWT', 'eyJhbGciOiJFUzI1NiJ9 is malformed.'],
    ['is very long', 'x'.repeat(5_000)],
  ])('is a fixed sentence where the registry %s', async (_name, message) => {
    const registry = createFakeRegistry(() => fault('BAD_USER_INPUT', message));
    const error = await rejectionOf(buildTestClient(registry.fetch).eligibility.check(check));
    expect(error).toMatchObject({ message: 'The registry refused the request as malformed.' });
    for (const secret of secrets) expect(inspect(error)).not.toContain(secret);
  });

  it('is the sentence of the registry where that tells nothing of the request', () => {
    expect(safeMessage('The program is unknown.', check)).toBe('The program is unknown.');
    expect(safeMessage('first must be from 1 to 100.', { first: 0 })).toBe(
      'first must be from 1 to 100.',
    );
    expect(safeMessage(undefined, check)).toBeNull();
    expect(safeMessage('', check)).toBeNull();
  });

  it('tells nothing of what fetch threw but the word of the operating system', async () => {
    const registry = createFakeRegistry(() => {
      const cause = Object.assign(new Error(`to http://registry.test with ${nik}`), {
        code: 'ECONNRESET',
      });
      throw Object.assign(new TypeError(`POST http://registry.test secret-token`, { cause }), {
        body: nik,
      });
    });
    const error = await rejectionOf(buildTestClient(registry.fetch, once).eligibility.check(check));
    expect(error).toBeInstanceOf(NetworkError);
    expect(error).toMatchObject({ message: 'The registry could not be reached (ECONNRESET).' });
    for (const secret of secrets) expect(inspect(error, { depth: 9 })).not.toContain(secret);
  });
});
