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
  readonly key:
    | 'id'
    | 'code'
    | 'layer'
    | 'retiredCode'
    | 'householdId'
    | 'personId'
    | 'position'
    | 'at'
    | 'ledgerId'
    | 'alertId'
    | 'jobId'
    | 'ordinal'
    | 'key';
  readonly rows: Rule;
  /** Which rows a caller may add; absent = none. The database alone asks: who may make which change stands in the surface. */
  readonly adds?: Rule;
  /** Which rows a caller may change, and as what it may leave them; absent = none. */
  readonly changes?: Rule;
  /** `open`: row-level security does not guard the table, since it is read before anybody is known. It holds no people. */
  readonly floor?: 'open';
  /** The role of the functions of the database by which alone the server writes the table. */
  readonly keeper?: 'dinsos_overseer';
  /** `NEVER`: no schema type may expose it. */
  readonly fields: { readonly [F in FieldsOf<M>]: Rule };
}

/** The policies of some models: a column or relation without a rule fails `tsc`, and so does a rule without its column. */
export type Policy<M extends ModelName> = { readonly [K in M]: ModelPolicy<K> };
