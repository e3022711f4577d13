import { malformed } from './refusal.js';

const DEEPEST = 32;
const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** NUL, raw and escaped: PostgreSQL has no text with it. */
const NULS = ['\0', String.raw`\u0000`];
const SURROGATE_ESCAPE = /\\u[dD][89a-fA-F]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/**
 * Strict JSON from bytes: valid UTF-8 without a byte-order mark, no NUL, no half characters, at most 32 levels, no key
 * twice in one object; `__proto__` is left out.
 *
 * @throws Refusal 400 that says what is wrong and shows none of it.
 */
export function parseJson(bytes: Uint8Array): unknown {
  const text = decode(bytes);
  if (NULS.some((nul) => text.includes(nul))) throw malformed('The body has a NUL character.');
  const { hasProto } = scan(text);
  const value = parse(text, hasProto);
  if (SURROGATE_ESCAPE.test(text) && hasLoneSurrogate(value)) {
    throw malformed('The body has half a character (a lone surrogate).');
  }
  return value;
}

function decode(bytes: Uint8Array): string {
  try {
    return DECODER.decode(bytes);
  } catch {
    throw malformed('The body is not valid UTF-8.');
  }
}

function parse(text: string, hasProto: boolean): unknown {
  try {
    if (!hasProto) return JSON.parse(text) as unknown;
    return JSON.parse(text, (key, value: unknown) =>
      key === '__proto__' ? undefined : value,
    ) as unknown;
  } catch {
    throw malformed('The body is not valid JSON.');
  }
}

/** Walks brackets and keys only; that it is JSON at all, the parser says. */
function scan(text: string): { hasProto: boolean } {
  const open: (Set<string> | null)[] = [];
  let hasProto = false;
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x7b || character === 0x5b) {
      if (open.length >= DEEPEST) throw malformed('The body is nested too deeply.');
      open.push(character === 0x7b ? new Set() : null);
    } else if (character === 0x7d || character === 0x5d) {
      open.pop();
    } else if (character === 0x22) {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (keys !== null && keys !== undefined && isKey(text, end)) {
        const key = keyText(text.slice(at, end + 1));
        if (keys.has(key)) throw malformed('The body has a key twice in one object.');
        keys.add(key);
        hasProto ||= key === '__proto__';
      }
      at = end;
    }
  }
  return { hasProto };
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === 0x5c) at++;
    else if (character === 0x22) return at;
  }
  throw malformed('The body is not valid JSON.');
}

function isKey(text: string, end: number): boolean {
  let at = end + 1;
  while (at < text.length && text.charCodeAt(at) <= 0x20) at++;
  return text.charCodeAt(at) === 0x3a;
}

function keyText(quoted: string): string {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  return String(parse(quoted, false));
}

function hasLoneSurrogate(value: unknown): boolean {
  if (typeof value === 'string') return LONE_SURROGATE.test(value);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(
    ([key, inner]) => LONE_SURROGATE.test(key) || hasLoneSurrogate(inner),
  );
}
