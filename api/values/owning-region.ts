import type { RegionCode } from './region-code.js';

/** DKI Jakarta: its cities are administrative, without a budget, a program or a partner of their own (UU 29/2007). */
const JAKARTA = '31' as RegionCode;

/** The area that owns what is managed in the name of `code`: itself, but the province for the cities of DKI Jakarta. */
export function owningRegion(code: RegionCode): RegionCode {
  return code.startsWith(`${JAKARTA}.`) ? JAKARTA : code;
}
