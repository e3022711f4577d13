import { badInput } from '../errors.js';

/** How long a text may be, in characters as people count them after normalization. */
export interface TextLimits {
  readonly max: number;
  /** What the whole text must look like; any text where absent. */
  readonly form?: RegExp;
  /** The form in words, for the caller. */
  readonly must?: string;
}

/** Control, format (bidirectional marks, zero width), private and lone surrogate characters, and line separators. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/u;

/**
 * A text of the caller as it is kept: NFC, trimmed, one space between words. `argument` names it in the fault, which never
 * repeats its value.
 *
 * @throws Fault BAD_USER_INPUT when it is empty, too long, has another form, or holds characters that nobody can see.
 */
export function safeText(argument: string, text: string, { max, form, must }: TextLimits): string {
  if (text.length > max * 4) throw badInput(`${argument} must have at most ${max} characters.`);
  if (UNSEEN.test(text))
    throw badInput(`${argument} must hold no control or invisible characters.`);
  const kept = text.normalize('NFC').trim().replace(/\s+/gu, ' ');
  if (kept === '') throw badInput(`${argument} must not be empty.`);
  if ([...kept].length > max) throw badInput(`${argument} must have at most ${max} characters.`);
  if (form !== undefined && !form.test(kept)) {
    throw badInput(`${argument} must be ${must ?? 'of the form described'}.`);
  }
  return kept;
}
