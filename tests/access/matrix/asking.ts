import type { Principal } from '../../../api/auth/principal.js';
import { Fault } from '../../../api/errors.js';
import { createTestApp, type TestAnswer, type TestApp } from '../../support/app.js';

/** A running server that anybody can ask anything as anybody. */
export interface Asking {
  readonly app: TestApp;
  ask(principal: Principal, document: string, variables?: object): Promise<TestAnswer>;
}

/** Starts one server for all callers: the access token of a request names its principal. */
export async function startAsking(): Promise<Asking> {
  const principals = new Map<string, Principal>();
  const keys = new Map<Principal, string>();
  const app = await createTestApp({
    // Everybody asks for everything, at an hour that does not pass.
    limits: {
      partner: { pointsPerMinute: 2_000_000_000 },
      officer: { pointsPerMinute: 2_000_000_000, peoplePerDay: 1_000_000 },
    },
    authenticate(authorization) {
      const principal = principals.get(authorization ?? '');
      return principal === undefined
        ? Promise.reject(new Fault('UNAUTHENTICATED', 'The matrix knows no such caller.'))
        : Promise.resolve(principal);
    },
  });
  return {
    app,
    async ask(principal, document, variables = {}) {
      let key = keys.get(principal);
      if (key === undefined) {
        keys.set(principal, (key = `Bearer ${keys.size}`));
        principals.set(key, principal);
      }
      const response = await app.fetch('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: key },
        body: JSON.stringify({ query: document, variables }),
      });
      const answer = (await response.json()) as Pick<TestAnswer, 'data' | 'errors'>;
      return { ...answer, status: response.status, headers: response.headers };
    },
  };
}
