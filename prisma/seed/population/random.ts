/** A source of pseudo-random numbers that always gives the same ones for the same seed. Never for secrets. */
export interface Random {
  /** A whole number from 0 to 2³² − 1. */
  uint32(): number;
  /** A number from 0 (included) to 1 (excluded). */
  float(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True in `share` of all cases. */
  chance(share: number): boolean;
  /** One of the items, each as likely. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, as likely as its weight says. Weights need not add up to one. */
  weighted<T>(items: readonly (readonly [T, number])[]): T;
}

/** The generator sfc32, seeded by two whole numbers: the seed of the population and the number of the household. */
export function createRandom(seed: number, stream: number): Random {
  let a = seed >>> 0;
  let b = stream >>> 0;
  let c = (Math.floor(stream / 4_294_967_296) ^ 0x9e37_79b9) >>> 0;
  let counter = 1;
  const uint32 = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let round = 0; round < 12; round += 1) uint32();
  const float = (): number => uint32() / 4_294_967_296;
  return {
    uint32,
    float,
    between: (low, high) => low + Math.floor(float() * (high - low + 1)),
    chance: (share) => float() < share,
    pick: (items) => items[Math.floor(float() * items.length)] as (typeof items)[number],
    weighted: (items) => weighted(items, float()),
  };
}

function weighted<T>(items: readonly (readonly [T, number])[], point: number): T {
  let rest = point * items.reduce((sum, [, weight]) => sum + weight, 0);
  for (const [item, weight] of items) {
    rest -= weight;
    if (rest < 0) return item;
  }
  return (items[items.length - 1] as readonly [T, number])[0];
}
