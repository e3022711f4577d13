import { safeText } from '../values/safe-text.js';

/** An occupation code such as DAY_LABOURER, up to 40 characters; null = not recorded. @throws Fault BAD_USER_INPUT */
export function readOccupation(
  argument: string,
  occupation: string | null | undefined,
): string | null {
  if (occupation === null || occupation === undefined) return null;
  return safeText(argument, occupation, {
    max: 40,
    form: /^[A-Z][A-Z0-9_]*$/,
    must: 'a code in capitals, such as DAY_LABOURER',
  });
}
