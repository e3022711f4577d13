import type { TrailLine } from './trail-file.js';
import type { SignedTreeHead } from './tree-head.js';

type Shape = Readonly<Record<string, (value: unknown) => boolean>>;

const isText = (value: unknown): value is string => typeof value === 'string';
const isTextOrNull = (value: unknown): boolean => value === null || isText(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every(isText);
const isHash = (value: unknown): boolean => isText(value) && /^[0-9a-f]{64}$/.test(value);
const isHashes = (value: unknown): boolean => Array.isArray(value) && value.every(isHash);
const isInstant = (value: unknown): boolean =>
  isText(value) &&
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
  !isNaN(Date.parse(value));

const HEAD: Shape = { size: isCount, root: isHash, at: isInstant, kid: isText, signature: isText };
const ENTRY: Shape = {
  ...{ id: isText, at: isInstant, requestId: isText, action: isText, outcome: isText },
  ...{ actor: isText, tier: isText, territory: isTextOrNull, partnerId: isTextOrNull },
  ...{ purpose: isText, legalBasis: isText, fields: isTexts, people: isCount },
  ...{ commitment: isText, decisionId: isTextOrNull },
};
const REVEALED: Shape = { salt: isText, personIds: isTexts };

const LINES: Readonly<Record<string, { needs: Shape; may?: Shape }>> = {
  trail: {
    needs: { version: (value) => value === 1, from: isCount, to: isCount, until: isInstant },
  },
  head: { needs: HEAD },
  consistency: { needs: { from: isCount, to: isCount, proof: isHashes } },
  entry: {
    needs: { index: isCount, entry: (value) => fits(value, ENTRY), proof: isHashes },
    may: { revealed: (value) => fits(value, REVEALED) },
  },
};

/** A line of an exported trail; null where it is none: a name too many or too few, a value of another kind. */
export function readLine(text: string): TrailLine | null {
  const value = parsed(text);
  if (typeof value !== 'object' || value === null || !('kind' in value)) return null;
  const { kind, ...rest } = value;
  const shape = isText(kind) && Object.hasOwn(LINES, kind) ? LINES[kind] : undefined;
  return shape !== undefined && fits(rest, shape.needs, shape.may) ? (value as TrailLine) : null;
}

/** A tree head as it is published; null where the text is none. */
export function readHead(text: string): SignedTreeHead | null {
  const value = parsed(text);
  return fits(value, HEAD) ? (value as SignedTreeHead) : null;
}

function fits(value: unknown, needs: Shape, may: Shape = {}): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const members = Object.entries(value);
  return (
    Object.keys(needs).every((name) => Object.hasOwn(value, name)) &&
    members.every(([name, one]) => {
      const check = Object.hasOwn(needs, name) ? needs[name] : may[name];
      return check?.(one) === true;
    })
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
