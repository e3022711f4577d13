import { ALWAYS, NEVER, type OwnClaim, type Rule } from '../../../api/access/rule.js';
import { ROLES, SCOPES, TIERS } from '../../../api/auth/principal.js';
import { AccessPurpose, PartnerKind } from '../../../prisma/generated/enums.js';

/** A rule that was flipped in one place, and what was done to it. */
export interface Mutant {
  readonly change: string;
  readonly rule: Rule;
}

const CLAIMS: readonly OwnClaim[] = ['subject', 'partner', 'purpose'];
const SENSITIVITIES = ['R1', 'R2', 'R3'];
const EVERYTHING = {
  tier: TIERS,
  role: ROLES,
  purpose: Object.values(AccessPurpose),
  scope: SCOPES,
  kind: Object.values(PartnerKind),
} as const;

/** Every way to flip a rule in one place: each part never or always, each name dropped or added, each part left out. */
export function mutantsOf(rule: Rule): Mutant[] {
  const seen = new Set([JSON.stringify(rule)]);
  return flipped(rule).filter((one) => {
    const text = JSON.stringify(one.rule);
    return !seen.has(text) && seen.add(text).size > 0;
  });
}

function flipped(rule: Rule): Mutant[] {
  return [
    { change: `${titleOf(rule)} → never`, rule: NEVER },
    { change: `${titleOf(rule)} → always`, rule: ALWAYS },
    ...inside(rule),
  ];
}

function inside(rule: Rule): Mutant[] {
  if ('all' in rule) {
    return [
      ...swapped(rule.all, { change: 'all → any', rule: { any: rule.all } }),
      ...parts(rule.all, (all) => ({ all })),
    ];
  }
  if ('any' in rule) {
    return [
      ...swapped(rule.any, { change: 'any → all', rule: { all: rule.any } }),
      ...parts(rule.any, (any) => ({ any })),
    ];
  }
  switch (rule.is) {
    case 'never':
    case 'always':
    case 'within':
      return [];
    case 'owned':
      return [{ change: 'owned → within', rule: { is: 'within', path: rule.path } }];
    case 'unowned':
      return [{ change: 'unowned → owned', rule: { is: 'owned', path: rule.path } }];
    case 'one of':
      return names(rule.values, SENSITIVITIES, (values) => ({ ...rule, values }));
    case 'own':
      return CLAIMS.map((claim) => ({
        change: `own ${rule.claim} → ${claim}`,
        rule: { ...rule, claim },
      }));
    case 'tier':
      return names(rule.in, EVERYTHING.tier, (list) => ({ is: 'tier', in: list }));
    case 'role':
      return names(rule.in, EVERYTHING.role, (list) => ({ is: 'role', in: list }));
    case 'purpose':
      return names(rule.in, EVERYTHING.purpose, (list) => ({ is: 'purpose', in: list }));
    case 'scope':
      return names(rule.in, EVERYTHING.scope, (list) => ({ is: 'scope', in: list }));
    case 'kind':
      return names(rule.in, EVERYTHING.kind, (list) => ({ is: 'kind', in: list }));
  }
}

/** All and any of one part are the same. */
function swapped(rules: readonly Rule[], mutant: Mutant): Mutant[] {
  return rules.length > 1 ? [mutant] : [];
}

/** Each part left out, and each part flipped inside. */
function parts(rules: readonly Rule[], make: (rules: readonly Rule[]) => Rule): Mutant[] {
  return rules.flatMap((part, index) => [
    {
      change: `without ${titleOf(part)}`,
      rule: make(rules.filter((_one, at) => at !== index)),
    },
    ...flipped(part).map(({ change, rule }) => ({
      change,
      rule: make(rules.map((one, at) => (at === index ? rule : one))),
    })),
  ]);
}

function names<Name extends string>(
  own: readonly Name[],
  every: readonly Name[],
  make: (list: readonly Name[]) => Rule,
): Mutant[] {
  return [
    ...own.map((name) => ({
      change: `without ${name}`,
      rule: make(own.filter((one) => one !== name)),
    })),
    ...every
      .filter((name) => !own.includes(name))
      .map((name) => ({ change: `with ${name}`, rule: make([...own, name]) })),
  ];
}

function titleOf(rule: Rule): string {
  if ('all' in rule) return `all of ${rule.all.length}`;
  if ('any' in rule) return `any of ${rule.any.length}`;
  if ('in' in rule) return `${rule.is} ${rule.in.join(' ')}`;
  return rule.is;
}
