import type { Runtime } from '../runtime.js';
import { singleFlight } from './single-flight.js';
import type { TokenSource } from './token-source.js';

/** A token and how long it is good for, in milliseconds. */
export interface FreshToken {
  readonly token: string;
  readonly livesMs: number;
}

const EXPIRY_MARGIN_MS = 30_000;

/**
 * Keeps a token until shortly before it expires (half a minute, or a tenth of its life where that is shorter), and never
 * asks for two at once.
 */
export function keptToken(
  runtime: Pick<Runtime, 'now'>,
  request: () => Promise<FreshToken>,
): Pick<TokenSource, 'current' | 'replace'> {
  let kept: { token: string; until: number } | null = null;
  const renew = singleFlight(async () => {
    const { token, livesMs } = await request();
    kept = { token, until: runtime.now() + livesMs - Math.min(EXPIRY_MARGIN_MS, livesMs / 10) };
    return token;
  });
  const current = async (): Promise<string> =>
    kept !== null && runtime.now() < kept.until ? kept.token : renew();
  return {
    current,
    async replace(refused) {
      if (kept?.token === refused) kept = null;
      return current();
    },
  };
}
