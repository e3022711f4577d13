import { isWhole } from '../../prisma/whole-rows.js';

/** Whether a row was read with all that the operation selects of it, relations included, so that it answers by itself. */
export function isWholeRow(row: unknown): boolean {
  return isWhole(row);
}
