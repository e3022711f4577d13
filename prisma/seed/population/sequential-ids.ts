import type { Random } from './random.js';

/** 2026-10-01T00:00:00Z: household n is dated n milliseconds later, so that ids rise as rows are loaded. */
const FIRST_MS = 1_790_812_800_000;
const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Rising UUIDv7-shaped ids for one household and its rows, the same for the same seed. At most 4,096 a household. */
export function sequentialIds(householdIndex: number, random: Random): () => string {
  const time = (FIRST_MS + householdIndex).toString(16).padStart(12, '0');
  const head = `${time.slice(0, 8)}-${time.slice(8)}-7`;
  let ordinal = 0;
  return () => {
    const order = ordinal.toString(16).padStart(3, '0');
    ordinal += 1;
    const high = random.uint32();
    const low = random.uint32();
    const clock = `${hex(((high >>> 24) & 0x3f) | 0x80)}${hex((high >>> 16) & 255)}`;
    const node = `${hex((high >>> 8) & 255)}${hex(high & 255)}${hex(low >>> 24)}${hex((low >>> 16) & 255)}`;
    return `${head}${order}-${clock}-${node}${hex((low >>> 8) & 255)}${hex(low & 255)}`;
  };
}

function hex(byte: number): string {
  return HEX[byte] as string;
}

/** The half-open range in which the ids of the first `households` households lie, and no others. */
export function populationIdRange(households: number): {
  readonly low: string;
  readonly high: string;
} {
  const bound = (index: number): string => {
    const time = (FIRST_MS + index).toString(16).padStart(12, '0');
    return `${time.slice(0, 8)}-${time.slice(8)}-0000-0000-000000000000`;
  };
  return { low: bound(0), high: bound(households) };
}
