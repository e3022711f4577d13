import type { Context } from '../context.js';
import type { CodeRange } from '../values/region-code.js';
import { allows, callerRange } from './allows.js';
import { RESPONDER } from './rule.js';

/** The villages whose households and people the caller may find; null = none, whoever called the function. */
export function seenRange({ principal }: Context): CodeRange | null {
  return allows(RESPONDER, principal) ? callerRange(principal) : null;
}
