import type PrismaTypes from '../../../prisma/generated/pothos-types.js';
import type { Rule } from '../rule.js';

/** The stored models. */
export type ModelName = keyof PrismaTypes;

type FieldsOf<M extends ModelName> = (
  keyof PrismaTypes[M]['Shape'] | PrismaTypes[M]['RelationName']
) &
  string;

/** Which rows of a model a caller may see, and who may read each of its columns and relations. */
export interface ModelPolicy<M extends ModelName> {
  /** The column that identifies a row. */
  readonly key: 'id' | 'code' | 'retiredCode' | 'householdId';
  readonly rows: Rule;
  /** `NEVER`: no schema type may expose it. */
  readonly fields: { readonly [F in FieldsOf<M>]: Rule };
}

/** The policies of some models: a column or relation without a rule fails `tsc`, and so does a rule without its column. */
export type Policy<M extends ModelName> = { readonly [K in M]: ModelPolicy<K> };
