import type { JWK } from 'jose';
import { expectTypeOf, test } from 'vitest';
import { createClient } from '../../sdk/src/create-client.js';
import type { CheckResult, EligibilityDecision, Refusal } from '../../sdk/src/models.js';
import type { AnyDinsosError, RateLimitedError } from '../../sdk/src/errors.js';
import type { EligibilityCheck } from '../../sdk/src/client.js';
import { type AidProgramDocument, ViewerDocument } from '../../sdk/src/generated/documents.js';
import type { CheckEligibilitiesDocument } from '../../sdk/src/generated/documents.js';
import type {
  CallOptions,
  RequestArguments,
  ResultOf,
  TypedDocument,
  VariablesOf,
} from '../../sdk/src/typed-document.js';

const url = 'http://registry.test';
const credentials = { token: 't' };
const client = createClient({ url, credentials });
const bank = createClient({ url, credentials, purpose: 'PAYEE_VERIFICATION' });

test('the variables argument disappears when an operation has none', () => {
  type Rest = RequestArguments<VariablesOf<typeof ViewerDocument>>;
  expectTypeOf<Rest>().toEqualTypeOf<[variables?: undefined, options?: CallOptions]>();
  expectTypeOf(client.request(ViewerDocument)).resolves.toHaveProperty('viewer');
});

test('the variables argument is required and typed when an operation requires some', () => {
  type Rest = RequestArguments<VariablesOf<typeof AidProgramDocument>>;
  expectTypeOf<[]>().not.toExtend<Rest>();
  expectTypeOf<[{ code: string }]>().toExtend<Rest>();
  expectTypeOf<[{ code: number }]>().not.toExtend<Rest>();
});

test('the variables argument may be left out when all are optional', () => {
  type Rest = RequestArguments<{ first?: number | null | undefined }>;
  expectTypeOf<[]>().toExtend<Rest>();
  expectTypeOf<[{ first: number }]>().toExtend<Rest>();
  expectTypeOf<[{ first: string }]>().not.toExtend<Rest>();
});

test('the result is what the document selects', () => {
  type Selected = { readonly viewer: { readonly name: string } };
  const mine = 'query Mine { viewer { name } }' as string &
    TypedDocument<Selected, Record<string, never>>;
  expectTypeOf(client.request(mine)).resolves.toEqualTypeOf<Selected>();
  expectTypeOf(client.request('query Mine { viewer { name } }')).resolves.toBeUnknown();
  expectTypeOf<ResultOf<typeof ViewerDocument>['viewer']['tier']>().toExtend<string>();
});

test('a document made by graphql-codegen in string mode is typed too', () => {
  interface TypedDocumentString<Result, Variables> {
    toString(): string;
    __apiType?: (variables: Variables) => Result;
  }
  const document = {} as TypedDocumentString<
    { aidProgram: { id: string } | null },
    { code: string }
  >;
  expectTypeOf(client.request(document, { code: 'PKH' })).resolves.toEqualTypeOf<{
    aidProgram: { id: string } | null;
  }>();
});

test('a check needs a purpose exactly when the client has none', () => {
  type Check = { nik: string; program: string };
  expectTypeOf<Check>().not.toExtend<EligibilityCheck>();
  expectTypeOf<Check & { purpose: 'SELF_SERVICE' }>().toExtend<EligibilityCheck>();
  expectTypeOf<Check>().toExtend<Parameters<typeof bank.eligibility.check>[0]>();
  expectTypeOf<Check>().not.toExtend<Parameters<typeof client.eligibility.check>[0]>();
});

test('a client with a purpose serves where one without is asked for', () => {
  type Serves = typeof bank extends typeof client ? true : false;
  expectTypeOf<Serves>().toEqualTypeOf<true>();
});

test('a result of a list is narrowed by its refusal', () => {
  const result = {} as CheckResult;
  if (result.refused) {
    expectTypeOf(result.refused).toEqualTypeOf<Refusal>();
    expectTypeOf(result.decision).toEqualTypeOf<undefined>();
  } else {
    expectTypeOf(result.decision).toEqualTypeOf<EligibilityDecision>();
  }
});

test('a member of the result union is narrowed by its type name', () => {
  type Member = ResultOf<typeof CheckEligibilitiesDocument>['checkEligibilities'][number];
  type Refused = Extract<Member, { __typename: 'EligibilityCheckRefused' }>;
  expectTypeOf<Refused>().toHaveProperty('message');
  expectTypeOf<Refused>().not.toHaveProperty('receipt');
});

test('an error is narrowed by its code', () => {
  type Limited = Extract<AnyDinsosError, { code: 'RATE_LIMITED' }>;
  expectTypeOf<Limited>().toEqualTypeOf<RateLimitedError>();
  expectTypeOf<Limited['retryAfterMs']>().toEqualTypeOf<number | null>();
});

test('money is a number, and identifiers and dates are strings', () => {
  expectTypeOf<
    NonNullable<EligibilityDecision['entitlement']>['perYear']
  >().toEqualTypeOf<number>();
  expectTypeOf<EligibilityDecision['id']>().toEqualTypeOf<string>();
  expectTypeOf<EligibilityDecision['asOf']>().toEqualTypeOf<string>();
});

test('a client asks with its own key, or with other credentials, not with both', () => {
  type Options = Parameters<typeof createClient>[0];
  const key = { kty: 'EC', crv: 'P-256', d: '' };
  expectTypeOf<{ url: string; clientId: string; privateKey: CryptoKey }>().toExtend<Options>();
  expectTypeOf<{ url: string; clientId: string; privateKey: typeof key }>().toExtend<Options>();
  expectTypeOf<{ url: string; clientId: string; privateKey: JWK }>().toExtend<Options>();
  expectTypeOf<{ url: string; clientId: string }>().not.toExtend<Options>();
  expectTypeOf<{ url: string }>().not.toExtend<Options>();
  type Both = { url: string; credentials: { token: string }; clientId: string; privateKey: JWK };
  expectTypeOf<Both>().not.toExtend<Options>();
  const own = createClient({ url, clientId: 'bank', privateKey: key, purpose: 'SELF_SERVICE' });
  expectTypeOf(own).toEqualTypeOf<typeof bank>();
});
