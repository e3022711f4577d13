/**
 * Completed years between two calendar dates (`YYYY-MM-DD`). Who was born on 29 February turns a
 * year older on 1 March of a common year, as in PostgreSQL's `age`.
 *
 * @returns undefined where `birthDate` lies after `asOf`: nobody has an age before being born.
 */
export function ageYears(birthDate: string, asOf: string): number | undefined {
  if (birthDate > asOf) return undefined;
  const years = Number(asOf.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return asOf.slice(5) < birthDate.slice(5) ? years - 1 : years;
}
