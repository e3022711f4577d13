import type { Role, Tier } from '../auth/principal.js';

/** A claim of the token by which a caller owns rows. */
export type OwnClaim = 'subject' | 'partner' | 'purpose';

/**
 * Who may see or do something, as data. Interpreted as a predicate over a row (`allows`) and as a Prisma filter
 * (`rowFilter`); row-level security will be the third reading of the same table.
 */
export type Rule =
  | { readonly is: 'never' }
  | { readonly is: 'always' }
  | { readonly is: 'tier'; readonly in: readonly Tier[] }
  | { readonly is: 'role'; readonly in: readonly Role[] }
  | { readonly is: 'purpose'; readonly in: readonly string[] }
  /** The village code at `path` of the row lies in the caller's territory; the whole country for the national tier. */
  | { readonly is: 'within'; readonly path: readonly [string] | readonly [string, string] }
  | { readonly is: 'one of'; readonly column: string; readonly values: readonly string[] }
  /** A column equals a claim of the caller's own; a caller without the claim owns nothing. */
  | { readonly is: 'own'; readonly column: string; readonly claim: OwnClaim }
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] };

export const NEVER = { is: 'never' } as const satisfies Rule;
export const ALWAYS = { is: 'always' } as const satisfies Rule;

/** The five tiers of government at their own work. */
export const GOVERNMENT = {
  all: [
    { is: 'tier', in: ['NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE'] },
    { is: 'purpose', in: ['SOCIAL_SERVICE'] },
  ],
} as const satisfies Rule;

/** Village and regency enter and update; province and ministry read (reference 4.2). */
export const REGISTRAR = {
  all: [GOVERNMENT, { is: 'tier', in: ['REGENCY', 'VILLAGE'] }],
} as const satisfies Rule;

/** Who visits houses: village, district (TKSK) and regency. */
export const ASSESSOR = {
  all: [GOVERNMENT, { is: 'tier', in: ['REGENCY', 'DISTRICT', 'VILLAGE'] }],
} as const satisfies Rule;

/** Who classifies people as PPKS: the regency's social office. */
export const CLASSIFIER = {
  all: [GOVERNMENT, { is: 'tier', in: ['REGENCY'] }],
} as const satisfies Rule;

/** A government tier within its territory. */
export function within(...path: [string] | [string, string]): Rule {
  return { all: [GOVERNMENT, { is: 'within', path }] };
}
