import { ApolloClient, CombinedGraphQLErrors, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { cacheExchange, Client as UrqlClient, fetchExchange } from '@urql/core';
import { ClientError, GraphQLClient } from 'graphql-request';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';

interface Households {
  readonly households: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly members: readonly { readonly person: { readonly name: string } }[];
      };
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}
const PAGE = /* GraphQL */ `
  query Families($first: Int!, $after: String) {
    households(within: "32.05.01", first: $first, after: $after) {
      edges {
        node {
          id
          members {
            relationship
            person {
              id
              name
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

interface Check {
  readonly checkEligibility: {
    readonly id: string;
    readonly outcome: string;
    readonly criteria: readonly { readonly code: string }[];
    readonly receipt: string;
  };
}
const CHECK = /* GraphQL */ `
  query Payee($input: CheckEligibilityInput!) {
    checkEligibility(input: $input) {
      id
      outcome
      criteria {
        code
        finding
      }
      receipt
    }
  }
`;
const payee = { input: { nik: '3273054208939901', program: 'PKH', purpose: 'PAYEE_VERIFICATION' } };
const elsewhere = { input: { ...payee.input, purpose: 'SOCIAL_SERVICE' } };

/** What an application can tell of a failure. */
interface Seen {
  readonly code: unknown;
  readonly requestId: unknown;
}
/** What a test needs of a client library. */
interface Client {
  run<Data>(document: string, variables: Record<string, unknown>): Promise<Data>;
  /** The typed error that the library gave for the failure. */
  see(error: unknown): Seen;
}

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const seen = (extensions: Readonly<Record<string, unknown>> | undefined): Seen => ({
  code: extensions?.['code'],
  requestId: extensions?.['requestId'],
});

const CLIENTS: Readonly<Record<string, (url: string, authorization: string) => Client>> = {
  'Apollo Client': (uri, authorization) => {
    const client = new ApolloClient({
      link: new HttpLink({ uri, headers: { authorization } }),
      cache: new InMemoryCache(),
    });
    return {
      async run<Data>(document: string, variables: Record<string, unknown>) {
        const { data } = await client.query<Data>({
          query: gql(document),
          variables,
          fetchPolicy: 'network-only',
        });
        return data as Data;
      },
      see: (error) => {
        expect(CombinedGraphQLErrors.is(error)).toBe(true);
        return seen((error as CombinedGraphQLErrors).errors[0]?.extensions);
      },
    };
  },
  urql: (url, authorization) => {
    const client = new UrqlClient({
      url,
      preferGetMethod: false,
      exchanges: [cacheExchange, fetchExchange],
      fetchOptions: { headers: { authorization } },
    });
    return {
      async run<Data>(document: string, variables: Record<string, unknown>) {
        const { data, error } = await client.query<Data>(document, variables).toPromise();
        if (error !== undefined) throw error;
        return data as Data;
      },
      see: (error) =>
        seen(
          (error as { graphQLErrors: { extensions: Record<string, unknown> }[] }).graphQLErrors[0]
            ?.extensions,
        ),
    };
  },
  'graphql-request': (url, authorization) => {
    const client = new GraphQLClient(url, { headers: { authorization } });
    return {
      run: <Data>(document: string, variables: Record<string, unknown>) =>
        client.request<Data>(document, variables),
      see: (error) => {
        expect(error).toBeInstanceOf(ClientError);
        return seen((error as ClientError).response.errors?.[0]?.extensions);
      },
    };
  },
};

describe.each(Object.entries(CLIENTS))('%s', (_name, create) => {
  const clientFor = async (persona: string): Promise<Client> =>
    create(`${app.url}/graphql`, `Bearer ${await app.tokenFor(persona)}`);

  test('walks the nested pages of an officer to their end', async () => {
    const client = await clientFor('officer-district');
    const ids: string[] = [];
    const names: string[] = [];
    let after: string | null = null;
    do {
      const { households }: Households = await client.run<Households>(PAGE, { first: 4, after });
      for (const { node } of households.edges) {
        ids.push(node.id);
        names.push(...node.members.map(({ person }) => person.name));
      }
      after = households.pageInfo.hasNextPage ? households.pageInfo.endCursor : null;
    } while (after !== null);
    expect(ids.length).toBeGreaterThan(6);
    expect(new Set(ids).size).toBe(ids.length);
    expect(names).toEqual(expect.arrayContaining(['Asep Contoh', 'Budi Contoh', 'Bayi Contoh']));
  });

  test("gets a partner's decision with its receipt", async () => {
    const { checkEligibility } = await (await clientFor('bank')).run<Check>(CHECK, payee);
    expect(checkEligibility.outcome).toBe('ELIGIBLE');
    expect(checkEligibility.criteria.map(({ code }) => code)).toContain('OTHER_CRITERIA');
    expect(checkEligibility.receipt.split('.')).toHaveLength(3);
  });

  test.each([
    ['another purpose', 'bank', CHECK, elsewhere, 'FORBIDDEN'],
    [
      'an unknown program',
      'bank',
      CHECK,
      { input: { ...payee.input, program: 'NO_SUCH' } },
      'NOT_FOUND',
    ],
    ['a malformed NIK', 'bank', CHECK, { input: { ...payee.input, nik: '123' } }, 'BAD_USER_INPUT'],
    ["an officer's page for a bank", 'bank', PAGE, { first: 1 }, 'FORBIDDEN'],
    ['a page of a thousand', 'officer-district', PAGE, { first: 1_000 }, 'BAD_USER_INPUT'],
    ['an unknown field', 'bank', 'query Wrong { viewer { shoeSize } }', {}, 'BAD_USER_INPUT'],
  ])('tells %s by its code and request id', async (_what, persona, document, variables, code) => {
    const client = await clientFor(persona);
    const error: unknown = await client.run(document, variables).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).not.toBeNull();
    expect(client.see(error)).toEqual({
      code,
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
    expect(JSON.stringify(error)).not.toContain('Contoh');
  });

  test('tells a token that is none', async () => {
    const client = create(`${app.url}/graphql`, 'Bearer no.such.token');
    const error: unknown = await client.run(CHECK, payee).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(client.see(error).code).toBe('UNAUTHENTICATED');
  });
});
