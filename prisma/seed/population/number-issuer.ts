import type { RegionAliasData, RegionData } from '../reference-files.js';
import { daysInMonth } from './calendar.js';

/** A number and the day of the month that is printed in it. */
export interface IssuedNumber {
  readonly number: string;
  readonly day: number;
}

/** Gives out NIKs and KK numbers of which none occurs twice. Everything but the district's own count is given. */
export interface NumberIssuer {
  /** A NIK for somebody of `sex` born in that month and first registered in the district (8-character code). */
  nik(district: string, year: number, month: number, sex: 'M' | 'F'): IssuedNumber;
  /** A KK number recorded in that month in the district. */
  kkNumber(district: string, year: number, month: number): IssuedNumber;
}

/** Serials from 9000 are ours, so that a number is seen to be invented; the personas have those from 9901. */
const FIRST_SERIAL = 9000;
const SERIALS = 900;
/** Numbers a district can give out before a month of 28 days might repeat one. */
const CAPACITY = SERIALS * 28;
/** Shares no factor with CAPACITY, so that counting in steps of it visits every place once. */
const STEP = 7919;

/** First year in which a new code was printed, by province of today: before it, numbers carry the retired code. */
const NEW_CODES_SINCE: Readonly<Record<string, number>> = {
  '65': 2013,
  '93': 2023,
  '94': 2023,
  '95': 2023,
  '96': 2023,
};

/**
 * An issuer over the districts of `villages`. Each district counts what it gave out; the count, spread over the days of the
 * month and the serials, is different for each number of a month. No memory grows with the population.
 */
export function createNumberIssuer(
  villages: readonly RegionData[],
  aliases: readonly RegionAliasData[],
): NumberIssuer {
  const retired = new Map(
    aliases.flatMap(({ code, retiredCode }) => (code === null ? [] : [[code, retiredCode]])),
  );
  const niks = new Map<string, number>();
  const kks = new Map<string, number>();
  let place = 0;
  for (const { code } of villages) {
    const district = code.slice(0, 8);
    if (niks.has(district)) continue;
    niks.set(district, (place * 12_347) % CAPACITY);
    kks.set(district, (place * 4_001) % CAPACITY);
    place += 1;
  }
  const limits = new Map([...niks].map(([district, start]) => [district, start + CAPACITY]));
  const kkLimits = new Map([...kks].map(([district, start]) => [district, start + CAPACITY]));
  return {
    nik(district, year, month, sex) {
      const count = advance(niks, limits, district);
      const { day, serial } = spread(count, daysInMonth(year, month));
      const printed = sex === 'F' ? day + 40 : day;
      return {
        number: `${prefix(retired, district, year)}${date(printed, month, year)}${serial}`,
        day,
      };
    },
    kkNumber(district, year, month) {
      const count = advance(kks, kkLimits, district);
      const { day, serial } = spread(count, daysInMonth(year, month));
      return {
        number: `${prefix(retired, district, year)}${date(day, month, year)}${serial}`,
        day,
      };
    },
  };
}

function advance(
  counts: Map<string, number>,
  limits: ReadonlyMap<string, number>,
  district: string,
): number {
  const count = counts.get(district);
  if (count === undefined) throw new Error(`There is no district ${district}.`);
  if (count >= (limits.get(district) ?? 0)) {
    throw new Error(
      `District ${district} has no unused numbers left: the population is too large.`,
    );
  }
  counts.set(district, count + 1);
  return count;
}

function spread(count: number, days: number): { day: number; serial: number } {
  const place = (count * STEP) % CAPACITY;
  return { day: 1 + (place % days), serial: FIRST_SERIAL + Math.floor(place / days) };
}

function prefix(retired: ReadonlyMap<string, string>, district: string, year: number): string {
  const since = NEW_CODES_SINCE[district.slice(0, 2)];
  const regency = district.slice(0, 5);
  const code = since !== undefined && year < since ? (retired.get(regency) ?? regency) : regency;
  return `${code.slice(0, 2)}${code.slice(3, 5)}${district.slice(6, 8)}`;
}

function date(day: number, month: number, year: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return two(day) + two(month) + two(year % 100);
}
