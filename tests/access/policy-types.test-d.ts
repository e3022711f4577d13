import type { Policy } from '../../api/access/policy/policy.js';
import { ALWAYS, NEVER, READER, type Rule } from '../../api/access/rule.js';
import type { policy } from '../../api/access/policy.js';

/* Z3, at tsc: what has no rule does not compile. Each line below that compiles fails `npm run check:types`. */

const alias = { key: 'retiredCode', rows: ALWAYS } as const;
const fields = { retiredCode: ALWAYS, name: ALWAYS, code: NEVER, region: NEVER } as const;

/** The whole model, which compiles, so that what is missing below is what does not. */
export const whole: Policy<'RegionAlias'> = { RegionAlias: { ...alias, fields } };

const { name: _name, ...nameless } = fields;
export const columnWithoutRule: Policy<'RegionAlias'> = {
  // @ts-expect-error a column without a rule
  RegionAlias: { ...alias, fields: nameless },
};

const { region: _region, ...unrelated } = fields;
export const relationWithoutRule: Policy<'RegionAlias'> = {
  // @ts-expect-error a relation without a rule
  RegionAlias: { ...alias, fields: unrelated },
};

export const ruleWithoutColumn: Policy<'RegionAlias'> = {
  // @ts-expect-error a rule for a column that is not there
  RegionAlias: { ...alias, fields: { ...fields, shoeSize: READER } },
};

export const rowsWithoutRule: Policy<'RegionAlias'> = {
  // @ts-expect-error a model without a rule for its rows
  RegionAlias: { key: 'retiredCode', fields },
};

// @ts-expect-error a model without a policy
export const modelWithoutPolicy: typeof policy = { ...({} as typeof policy), Person: undefined };

// @ts-expect-error a role that nobody has
export const unknownRole: Rule = { is: 'role', in: ['minister'] };

// @ts-expect-error a scope that no token carries
export const unknownScope: Rule = { is: 'scope', in: ['registry:everything'] };
