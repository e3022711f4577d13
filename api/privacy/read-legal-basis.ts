import { badInput } from '../errors.js';
import { safeText } from '../values/safe-text.js';

const NUMBER = /\d{13}/;

/** A reference to the law, up to 200 characters. It is kept in clear, so that a person's number is refused. @throws Fault BAD_USER_INPUT */
export function readLegalBasis(argument: string, text: string): string {
  const kept = safeText(argument, text, { max: 200, form: /\p{L}/u, must: 'a reference to law' });
  if (NUMBER.test(kept)) throw badInput(`${argument} must hold no number of a person.`);
  return kept;
}
