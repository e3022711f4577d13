import type { Bilingual } from '../example-entry.js';

/** A caller that the sandbox lets anyone play, as `GET /sandbox/personas` lists it. */
export interface Persona {
  readonly id: string;
  readonly name: Bilingual;
  readonly tier: string;
  readonly territory: string | null;
  readonly purpose: string;
  readonly description: Bilingual;
}

interface HeldToken {
  readonly text: string;
  /** Milliseconds of `Date.now()` after which it is renewed. */
  readonly renewAt: number;
}

const renewBefore = 30_000;
const lookAgainAfter = 500;
const longestReset = 120_000;

/** Token of a persona, kept in memory only and renewed half a minute before it expires. */
export interface Sandbox {
  personas(): Promise<readonly Persona[]>;
  token(persona: string): Promise<string>;
  /** Drops a token that the server no longer accepts. */
  forget(persona: string): void;
  /** Makes the sandbox as new and waits until it is. @returns false where the server cannot do that. */
  reset(): Promise<boolean>;
}

/** Whether the server has no sandbox at all: then a token is pasted under Headers. */
export class SandboxClosed extends Error {
  override readonly name = 'SandboxClosed';
}

async function readJson<T>(response: Response): Promise<T> {
  if (response.status === 404) throw new SandboxClosed('sandbox closed');
  if (!response.ok) throw new Error(`HTTP ${String(response.status)}`);
  return (await response.json()) as T;
}

const isReady = (): Promise<boolean> =>
  fetch('/ready').then(
    ({ ok }) => ok,
    () => false,
  );

async function waitUntilReady(): Promise<void> {
  const until = Date.now() + longestReset;
  do await new Promise((resolve) => setTimeout(resolve, lookAgainAfter));
  while (!(await isReady()) && Date.now() < until);
}

/** The sandbox of the server that served this page. */
export function openSandbox(): Sandbox {
  const held = new Map<string, Promise<HeldToken>>();

  async function fetchToken(persona: string): Promise<HeldToken> {
    const response = await fetch('/sandbox/token', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona }),
    });
    const answer = await readJson<{ access_token: string; expires_in: number }>(response);
    return {
      text: answer.access_token,
      renewAt: Date.now() + Math.max(answer.expires_in * 1000 - renewBefore, 1000),
    };
  }

  function renew(persona: string): Promise<HeldToken> {
    const pending = fetchToken(persona);
    held.set(persona, pending);
    pending.catch(() => held.delete(persona));
    return pending;
  }

  return {
    async personas() {
      return readJson<readonly Persona[]>(await fetch('/sandbox/personas'));
    },
    async token(persona) {
      const known = await (held.get(persona) ?? renew(persona));
      return (known.renewAt > Date.now() ? known : await renew(persona)).text;
    },
    forget(persona) {
      held.delete(persona);
    },
    async reset() {
      const response = await fetch('/sandbox/reset', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ confirm: true }),
      });
      if (response.status === 409) return false;
      await readJson(response);
      await waitUntilReady();
      held.clear();
      return true;
    },
  };
}
