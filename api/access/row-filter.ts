import type { Principal } from '../auth/principal.js';
import { allows, callerArea, callerRange, ownClaim } from './allows.js';
import { policy } from './policy.js';
import type { ModelName } from './policy/policy.js';
import type { Rule } from './rule.js';

/** A Prisma `where`, as data. */
export type Where = Readonly<Record<string, unknown>>;

// Prisma drops `{ OR: [] }` inside AND, which would show everything; an empty `in` holds in every position.
const keyed = (key: string): Where => ({ [key]: { in: [] } });

/**
 * The rows of a model that a caller may see, as a Prisma filter to be ANDed with any other. Rules that the caller alone
 * decides are decided here, so that what is left is columns, ranges and equality.
 */
export function rowFilter(model: ModelName, principal: Principal): Where {
  const { rows, key } = policy[model];
  return filterOf(rows, principal, keyed(key));
}

/** A rule as a Prisma filter; `deny` is a filter that no row passes. */
export function filterOf(rule: Rule, principal: Principal, deny: Where): Where {
  if ('all' in rule) {
    const parts = rule.all.map((one) => filterOf(one, principal, deny));
    if (parts.includes(deny)) return deny;
    return conjunction(parts.filter((part) => Object.keys(part).length > 0));
  }
  if ('any' in rule) {
    const parts = rule.any.map((one) => filterOf(one, principal, deny));
    if (parts.some((part) => Object.keys(part).length === 0)) return {};
    const open = parts.filter((part) => part !== deny);
    return open.length === 0 ? deny : open.length === 1 ? open[0]! : { OR: open };
  }
  switch (rule.is) {
    case 'within': {
      const range = callerRange(principal);
      return range === null ? deny : nest(rule.path, { gte: range.low, lt: range.high });
    }
    case 'owned': {
      const area = callerArea(principal);
      return area === null ? deny : nest(rule.path, { equals: area });
    }
    case 'unowned':
      return nest(rule.path, { equals: null });
    case 'one of':
      return { [rule.column]: { in: [...rule.values] } };
    case 'own': {
      const claim = ownClaim(principal, rule.claim);
      return claim === null ? deny : { [rule.column]: claim };
    }
    case 'never':
    case 'always':
    case 'tier':
    case 'role':
    case 'purpose':
    case 'scope':
    case 'kind':
      return allows(rule, principal) ? {} : deny;
  }
}

function conjunction(parts: readonly Where[]): Where {
  return parts.length === 0 ? {} : parts.length === 1 ? parts[0]! : { AND: parts };
}

function nest(path: readonly string[], condition: Where): Where {
  return path.reduceRight<Where>((inner, key) => ({ [key]: inner }), condition);
}
