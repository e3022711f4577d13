import { singleFlight } from './single-flight.js';
import { asBearer, checkedToken } from './token-source.js';
import type { TokenSource } from './token-source.js';

/** A token that the caller holds. There is no other, so a refusal of it stands. */
export function givenToken(token: string): TokenSource {
  const checked = checkedToken(token);
  return { current: async () => checked, replace: async () => checked, present: asBearer };
}

/**
 * Tokens from the caller's own function. It is asked before every request and again after a refusal, so it should
 * answer from memory while its token is good; calls at the same time share one.
 */
export function askedToken(ask: () => string | Promise<string>): TokenSource {
  const current = singleFlight(async () => checkedToken(await ask()));
  return { current, replace: current, present: asBearer };
}
