import { AccessPurpose } from '../../prisma/generated/enums.js';
import { TERRITORY_LENGTH, TIERS, type Principal } from '../auth/principal.js';
import { isUuid } from '../values/is-uuid.js';
import {
  parseRegionCode,
  territoryRange,
  type CodeRange,
  type RegionCode,
} from '../values/region-code.js';
import { WHOLE_COUNTRY } from '../partners/agreement-register.js';
import { claimText } from './claim-text.js';
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
      return rule.in.some((role) => rolesOf(principal).includes(role));
    case 'purpose':
      return rule.in.includes(principal.purpose);
    case 'scope':
      return rule.in.some((scope) => principal.scopes.includes(scope));
    case 'kind':
      return (
        principal.tier === 'PARTNER' && rule.in.some((kind) => kind === principal.partner?.kind)
      );
    case 'within': {
      const range = callerRange(principal);
      const code = valueAt(row, rule.path);
      return range !== null && typeof code === 'string' && code >= range.low && code < range.high;
    }
    case 'owned': {
      const area = callerArea(principal);
      return area !== null && valueAt(row, rule.path) === area;
    }
    case 'unowned':
      return valueAt(row, rule.path) === null;
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

/**
 * The caller's villages: its territory, the country for the national tier, null = none. A territory that is not one of the
 * caller's own tier is none: a regency that claims a province would otherwise see it.
 */
export function callerRange({ tier, territory }: Principal): CodeRange | null {
  if (!TIERS.includes(tier)) return null;
  const lengths = TERRITORY_LENGTH[tier];
  if (lengths === null) return tier === 'NATIONAL' && territory === null ? WHOLE_COUNTRY : null;
  // Whatever a broken token put here: only a region code is a territory.
  const code = parseRegionCode(territory);
  return code !== null && lengths.includes(code.length) ? territoryRange(code) : null;
}

/** The area whose office the caller works in; null = it is no office of an area, or its territory is none. */
export function callerArea({ tier, territory }: Principal): RegionCode | null {
  const isOffice = ['PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE'].includes(tier);
  const code = isOffice ? parseRegionCode(territory) : null;
  return code !== null && TERRITORY_LENGTH[tier]?.includes(code.length) === true ? code : null;
}

/** A claim by which a caller owns rows; null = it has none. */
export function ownClaim(principal: Principal, claim: OwnClaim): string | null {
  const value = claimText(claim === 'partner' ? principal.partner?.id : principal[claim]);
  if (value === '') return null;
  if (claim === 'purpose' && !Object.hasOwn(AccessPurpose, value)) return null;
  return claim === 'partner' && !isUuid(value) ? null : value;
}

/** The roles of a caller; whatever a broken token put in their place is none. */
function rolesOf({ roles }: { readonly roles: unknown }): unknown[] {
  return Array.isArray(roles) ? roles : [];
}

function valueAt(row: object | undefined, path: readonly string[]): unknown {
  let value: unknown = row;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
