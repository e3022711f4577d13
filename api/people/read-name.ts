import { safeText } from '../values/safe-text.js';

/** The full name of a person, up to 120 characters, with a letter in it. @throws Fault BAD_USER_INPUT */
export function readName(argument: string, name: string): string {
  return safeText(argument, name, { max: 120, form: /\p{L}/u, must: 'a name with letters' });
}
