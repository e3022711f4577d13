import type { PartnerKind } from '../../prisma/generated/enums.js';
import { TIERS, type ROLE_TIERS, type Role, type Scope, type Tier } from '../auth/principal.js';

/** A claim of the token by which a caller owns rows. */
export type OwnClaim = 'subject' | 'partner' | 'purpose';

/**
 * Who may see or do something, as data. Interpreted three ways: as a predicate over a row (`allows`), as a Prisma filter
 * (`rowFilter`), and as row-level security of the database (`rowSecurity`). A test holds the three to the same rows.
 */
export type Rule =
  | { readonly is: 'never' }
  | { readonly is: 'always' }
  | { readonly is: 'tier'; readonly in: readonly Tier[] }
  | { readonly is: 'role'; readonly in: readonly Role[] }
  | { readonly is: 'purpose'; readonly in: readonly string[] }
  /** The token carries one of these OAuth scopes. About the caller alone, and for operations: rows do not ask it. */
  | { readonly is: 'scope'; readonly in: readonly Scope[] }
  /** The caller is a partner of one of these kinds. */
  | { readonly is: 'kind'; readonly in: readonly PartnerKind[] }
  /** The village code at `path` of the row lies in the caller's territory; the whole country for the national tier. */
  | { readonly is: 'within'; readonly path: readonly [string] | readonly [string, string] }
  /** The area code at `path` of the row is the caller's own area, neither one above nor one below it. */
  | { readonly is: 'owned'; readonly path: readonly [string] | readonly [string, string] }
  /** No area code stands at `path` of the row: it is the ministry's own. */
  | { readonly is: 'unowned'; readonly path: readonly [string] | readonly [string, string] }
  | { readonly is: 'one of'; readonly column: string; readonly values: readonly string[] }
  /** A column equals a claim of the caller's own; a caller without the claim owns nothing. */
  | { readonly is: 'own'; readonly column: string; readonly claim: OwnClaim }
  | { readonly all: readonly Rule[] }
  | { readonly any: readonly Rule[] };

export const NEVER = { is: 'never' } as const satisfies Rule;
export const ALWAYS = { is: 'always' } as const satisfies Rule;

/** The five tiers of government at their own work. It says nothing of whose work it is: see {@link READER}. */
export const GOVERNMENT = {
  all: [
    { is: 'tier', in: ['NATIONAL', 'PROVINCE', 'REGENCY', 'DISTRICT', 'VILLAGE'] },
    { is: 'purpose', in: ['SOCIAL_SERVICE'] },
  ],
} as const satisfies Rule;

/** Who watches over personal data: the data-protection officer of the ministry, a province or a regency. */
export const PROTECTION = {
  all: [GOVERNMENT, { is: 'role', in: ['data_protection_officer'] }],
} as const satisfies Rule;

type RoleOn<T extends Tier> = {
  [R in Role]: T extends (typeof ROLE_TIERS)[R][number] ? R : never;
}[Role];
/** Roles by tier. A role on a tier where it does not exist fails `tsc`. */
export type WorkRoles = { readonly [T in Tier]?: readonly RoleOn<T>[] };

/** Officers at their own work: by tier, whose it is there. */
export function work(roles: WorkRoles): Rule {
  return {
    all: [
      { is: 'purpose', in: ['SOCIAL_SERVICE'] },
      {
        any: TIERS.filter((tier) => roles[tier] !== undefined).map((tier) => ({
          all: [
            { is: 'tier', in: [tier] },
            { is: 'role', in: roles[tier] ?? [] },
          ],
        })),
      },
    ],
  };
}

const READERS = {
  NATIONAL: ['ministry_determination', 'ministry_program_owner'],
  PROVINCE: ['province_monitor'],
  REGENCY: ['regency_verifier', 'regency_head', 'social_worker'],
  DISTRICT: ['tksk'],
  VILLAGE: ['village_operator', 'village_head'],
} as const satisfies WorkRoles;

/**
 * Whose work is with the data of citizens (reference 4.2). Auditors and data-protection officers read the trail, not the
 * registry; whoever has no role has no work.
 */
export const READER = work(READERS);

/** {@link READER}, and Tagana: what work after a disaster needs, which is who lives in which house, and what was lost. */
export const RESPONDER = work({
  ...READERS,
  PROVINCE: [...READERS.PROVINCE, 'tagana'],
  REGENCY: [...READERS.REGENCY, 'tagana'],
});

/** Who enters and updates the data of citizens: the village and the regency. Province and ministry read. */
export const REGISTRAR = work({ REGENCY: ['regency_verifier'], VILLAGE: ['village_operator'] });

/** Who visits houses: village, district (TKSK) and regency. */
export const ASSESSOR = work({
  ...{ REGENCY: ['regency_verifier'], DISTRICT: ['tksk'], VILLAGE: ['village_operator'] },
});

/** Who records losses by disaster: who visits houses, and Tagana of the regency. Tagana of the province reads. */
export const LOSS_RECORDER = work({
  ...{ REGENCY: ['regency_verifier', 'tagana'], DISTRICT: ['tksk'], VILLAGE: ['village_operator'] },
});

/** Who erases people: the data-protection officer of the regency that owns the record (UU 27/2022 art. 43, 53). */
export const ERASER = {
  all: [
    GOVERNMENT,
    { is: 'tier', in: ['REGENCY'] },
    { is: 'role', in: ['data_protection_officer'] },
  ],
} as const satisfies Rule;

/** Who classifies people as PPKS: the regency's social office. Classes of R3: {@link CASE_TEAM}. */
export const CLASSIFIER = work({ REGENCY: ['social_worker', 'regency_verifier'] });

const DETERMINERS = {
  NATIONAL: ['ministry_determination', 'ministry_program_owner'],
  REGENCY: ['regency_verifier', 'regency_head'],
} as const satisfies WorkRoles;

/** Whose work it is to determine who gets a program: the ministry the national ones, a regency its own (reference 4.2). */
export const DETERMINER = work(DETERMINERS);

/** Who may see beforehand what a determination or a changed rule would do: {@link DETERMINER}, and the province, which monitors. */
export const PREVIEWER = work({ ...DETERMINERS, PROVINCE: ['province_monitor'] });

/** The case team: the only one that sees classes of R3, or records them. */
export const CASE_TEAM = work({ REGENCY: ['social_worker'] });

/** A partner by its kind and the purpose that belongs to it, a citizen through a desk, and officers who read. */
export const CHECKER: Rule = {
  any: [
    {
      all: [
        { is: 'kind', in: ['BANK', 'POST', 'GOVERNMENT'] },
        { is: 'purpose', in: ['PAYEE_VERIFICATION'] },
      ],
    },
    {
      all: [
        { is: 'kind', in: ['HOSPITAL', 'GOVERNMENT'] },
        { is: 'purpose', in: ['HEALTH_COVERAGE_CHECK'] },
      ],
    },
    {
      all: [
        { is: 'kind', in: ['UNIVERSITY', 'GOVERNMENT'] },
        { is: 'purpose', in: ['STUDENT_AID_SCREENING'] },
      ],
    },
    {
      all: [
        { is: 'tier', in: ['CITIZEN'] },
        { is: 'purpose', in: ['SELF_SERVICE'] },
      ],
    },
    READER,
  ],
};

/** Who checks people by the file: a partner, and officers who read. A desk checks the person who stands at it. */
export const BULK_CHECKER: Rule = {
  all: [CHECKER, { is: 'tier', in: TIERS.filter((tier) => tier !== 'CITIZEN') }],
};

/** A desk where a person asks about herself. */
export const DESK = {
  all: [
    { is: 'tier', in: ['CITIZEN'] },
    { is: 'purpose', in: ['SELF_SERVICE'] },
  ],
} as const satisfies Rule;

/** Who answers wishes to correct: the verifier of the regency, and whoever watches over data protection. */
export const CORRECTOR = {
  all: [GOVERNMENT, { is: 'role', in: ['regency_verifier', 'data_protection_officer'] }],
} as const satisfies Rule;

/** Who may keep a look from the person for a time: the case team, and whoever watches over data protection. */
export const DELAYER = {
  all: [GOVERNMENT, { is: 'role', in: ['social_worker', 'data_protection_officer'] }],
} as const satisfies Rule;

/** Who reads the trail of others. */
export const OVERSEER = {
  all: [GOVERNMENT, { is: 'role', in: ['auditor', 'data_protection_officer'] }],
} as const satisfies Rule;

/** Readers, each within its territory. */
export function within(...path: [string] | [string, string]): Rule {
  return { all: [READER, { is: 'within', path }] };
}

/** Readers and Tagana, each within its territory. */
export function responderWithin(...path: [string] | [string, string]): Rule {
  return { all: [RESPONDER, { is: 'within', path }] };
}

/** An operation that needs scopes of the token besides the rule. */
export function scoped(rule: Rule, ...scopes: readonly Scope[]): Rule {
  return { all: [...scopes.map((scope): Rule => ({ is: 'scope', in: [scope] })), rule] };
}
