import type { RegionCode } from '../values/region-code.js';

/** An area on the way from the caller's territory to the one asked about. */
export interface ChainLink {
  /** Empty = the whole country. */
  readonly code: string;
  /** How long the codes of the areas directly below it are; a village's own, which has none. */
  readonly partLength: number;
}

const LENGTHS = [0, 2, 5, 8, 13] as const;

/** The areas from a territory (null = the country) down to one in it, both among them. */
export function areaChain(territory: RegionCode | null, area: RegionCode | null): ChainLink[] {
  const [from, to] = [territory?.length ?? 0, area?.length ?? 0];
  return LENGTHS.flatMap((length, at) =>
    length < from || length > to
      ? []
      : [{ code: (area ?? '').slice(0, length), partLength: LENGTHS[at + 1] ?? length }],
  );
}
