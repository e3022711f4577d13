import type { Principal } from '../auth/principal.js';
import { isUuid } from '../values/is-uuid.js';
import { parseRegionCode, territoryRange, type CodeRange } from '../values/region-code.js';
import { WHOLE_COUNTRY } from '../partners/agreement-register.js';
import type { OwnClaim, Rule } from './rule.js';

/** Whether a rule lets a caller at a row; without a row, rules about rows refuse. */
export function allows(rule: Rule, principal: Principal, row?: object): boolean {
  if ('all' in rule) return rule.all.every((one) => allows(one, principal, row));
  if ('any' in rule) return rule.any.some((one) => allows(one, principal, row));
  switch (rule.is) {
    case 'never':
      return false;
    case 'always':
      return true;
    case 'tier':
      return rule.in.includes(principal.tier);
    case 'role':
      return rule.in.some((role) => principal.roles.includes(role));
    case 'purpose':
      return rule.in.includes(principal.purpose);
    case 'within': {
      const range = callerRange(principal);
      const code = valueAt(row, rule.path);
      return range !== null && typeof code === 'string' && code >= range.low && code < range.high;
    }
    case 'one of': {
      const value = valueAt(row, [rule.column]);
      return typeof value === 'string' && rule.values.includes(value);
    }
    case 'own': {
      const claim = ownClaim(principal, rule.claim);
      return claim !== null && valueAt(row, [rule.column]) === claim;
    }
  }
}

/** The caller's villages: its territory, the country for the national tier, null = none. */
export function callerRange({ tier, territory }: Principal): CodeRange | null {
  if (tier === 'PARTNER') return null;
  if (tier === 'NATIONAL') return WHOLE_COUNTRY;
  // Whatever a broken token put here: only a region code is a territory.
  const code = parseRegionCode(territory);
  return code === null ? null : territoryRange(code);
}

/** A claim by which a caller owns rows; null = it has none. */
export function ownClaim(principal: Principal, claim: OwnClaim): string | null {
  const value: unknown = claim === 'partner' ? principal.partner?.id : principal[claim];
  if (typeof value !== 'string' || value === '') return null;
  return claim === 'partner' && !isUuid(value) ? null : value;
}

function valueAt(row: object | undefined, path: readonly string[]): unknown {
  let value: unknown = row;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
