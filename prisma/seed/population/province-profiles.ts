/** What the population of a province looks like, as far as it matters here. */
export interface ProvinceProfile {
  readonly code: string;
  /** Thousands of people, rounded: the weight by which households are spread (Dukcapil, end of 2024). */
  readonly thousands: number;
  /** Per cent of people below the national poverty line, rounded (BPS, 2024): shifts the mix of deciles. */
  readonly poorPercent: number;
}

const TABLE = `
11 5590 14.2 | 12 15680 8.0 | 13 5840 6.0 | 14 6940 6.7 | 15 3790 7.1 | 16 8970 11.0 | 17 2120 13.6
18 9180 10.7 | 19 1540 4.6 | 21 2240 5.4 | 31 11000 4.3 | 32 51300 7.5 | 33 38100 10.5 | 34 3740 10.8
35 41900 9.8 | 36 12900 5.8 | 51 4380 4.0 | 52 5690 12.9 | 53 5680 19.5 | 61 5670 6.3 | 62 2800 5.2
63 4250 4.1 | 64 4080 5.8 | 65 760 6.3 | 71 2680 7.3 | 72 3170 11.8 | 73 9430 8.1 | 74 2810 11.2
75 1230 14.6 | 76 1480 11.2 | 81 1930 16.1 | 82 1360 6.3 | 91 1060 18.1 | 92 580 21.1 | 93 540 17.4
94 1370 27.6 | 95 1460 32.9 | 96 620 18.2`;

/** The 38 provinces, by code. */
export const PROVINCE_PROFILES: readonly ProvinceProfile[] = TABLE.split(/[|\n]/)
  .filter((entry) => entry.trim() !== '')
  .map((entry) => {
    const [code = '', thousands, poorPercent] = entry.trim().split(' ');
    return { code, thousands: Number(thousands), poorPercent: Number(poorPercent) };
  });
