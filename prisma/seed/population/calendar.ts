import type { DateText } from '../plain-household.js';

/** The day on which the population is what it says: ages, school levels and states are right on it. */
export const POPULATION_DATE: DateText = '2026-11-01';

const DAY_MS = 86_400_000;

/** A calendar date from its parts. */
export function dateText(year: number, month: number, day: number): DateText {
  return `${year}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

/** How many days a month has. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** The date that lies `days` days after `date` (before, where negative). */
export function addDays(date: DateText, days: number): DateText {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** The later of two dates. */
export function later(one: DateText, other: DateText): DateText {
  return one > other ? one : other;
}

/** Completed years on a date. */
export function ageOn(birthDate: DateText, date: DateText): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
