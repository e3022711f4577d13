/** Whether a dated row is in force: `since <= asOf`, and not yet ended. */
export function inForce(row: string, asOf: string): string {
  return `${row}.since <= ${asOf} and (${row}.until is null or ${row}.until > ${asOf})`;
}
