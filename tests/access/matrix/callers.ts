import {
  ROLE_TIERS,
  ROLES,
  SCOPES,
  TIERS,
  type Principal,
  type Role,
  type Tier,
} from '../../../api/auth/principal.js';
import { AccessPurpose, PartnerKind } from '../../../prisma/generated/enums.js';
import type { RegionCode } from '../../../api/values/region-code.js';

/** The village in which the record lives that every caller of the matrix asks for. */
export const VILLAGE = '32.05.01.1001';

/**
 * Where the caller's territory lies, seen from the record: the area of the caller's tier that holds it (own), one that is
 * wider (parent) or narrower (child) than the tier may claim, a neighbour, another province, and no area at all.
 */
export const RELATIONS = ['own', 'parent', 'sibling', 'child', 'foreign', 'malformed'] as const;
export type Relation = (typeof RELATIONS)[number];

type Areas = Readonly<Record<Relation, string | null | undefined>>;
const GOVERNMENT_TIERS = TIERS.filter((tier) => tier !== 'PARTNER' && tier !== 'CITIZEN');

/** undefined = there is no such area. */
const AREAS: Readonly<Record<Tier, Areas>> = {
  NATIONAL: areas(null, undefined, undefined, '32', undefined),
  PROVINCE: areas('32', undefined, '31', '32.05', '35'),
  REGENCY: areas('32.05', '32', '32.04', '32.05.01', '35.10'),
  DISTRICT: areas('32.05.01', '32.05', '32.05.02', VILLAGE, '35.10.01'),
  VILLAGE: areas(VILLAGE, '32.05.01', '32.05.01.1002', undefined, '35.10.01.2001'),
  CITIZEN: areas('32.05', '32', '32.04', '32.05.01', '35.10'),
  PARTNER: { ...areas(null, undefined, undefined, undefined, undefined), malformed: undefined },
};

/** The areas that a caller of a tier may claim, right or wrong. */
export function areasOf(tier: Tier): (RegionCode | null)[] {
  return Object.values(AREAS[tier]).filter((area) => area !== undefined) as (RegionCode | null)[];
}

/** Somebody who asks, from each place where one like this may stand. */
export interface Caller {
  /** As the matrix names the caller. */
  readonly who: string;
  readonly from: ReadonlyMap<Relation, Principal>;
}

/** Partners that exist, by kind, so that their agreements are found. */
export type PartnerIds = Readonly<Record<PartnerKind, string>>;

/** Work of the regency and the village that is tried with a token that lacks a scope. */
const WITHOUT_SCOPES: readonly (readonly [Role, Tier])[] = [
  ...(['regency_verifier', 'regency_head', 'auditor', 'data_protection_officer'] as const).map(
    (role) => [role, 'REGENCY'] as const,
  ),
  ...(['village_operator', 'village_head'] as const).map((role) => [role, 'VILLAGE'] as const),
];

/** Scopes that officers need; the one for webhooks is for clients, and gives an officer nothing. */
const OFFICER_SCOPES = SCOPES.filter((scope) => scope !== 'webhooks:manage');
const CLIENT_SCOPES = ['eligibility:check', 'webhooks:manage'];

/** Callers with tokens that are issued, and a few that the door refuses already: all of them ask the running server. */
export function callersOf(partners: PartnerIds): Caller[] {
  const officers = ROLES.flatMap((role) =>
    tiersOf(role).map((tier) =>
      callerOf(tiersOf(role).length === 1 ? role : `${role}@${tier}`, officer(tier, [role])),
    ),
  );
  const nobodies = GOVERNMENT_TIERS.map((tier) => callerOf(`no role@${tier}`, officer(tier, [])));
  const agencies = Object.values(PartnerKind).flatMap((kind) =>
    Object.values(AccessPurpose).map((purpose) =>
      callerOf(`${kind} for ${purpose}`, {
        ...officer('PARTNER', []),
        ...{ partner: { id: partners[kind], kind }, purpose, scopes: CLIENT_SCOPES },
      }),
    ),
  );
  const teller = callerOf('BANK for PAYEE_VERIFICATION without webhooks:manage', {
    ...officer('PARTNER', []),
    ...{ partner: { id: partners.BANK, kind: 'BANK' }, purpose: 'PAYEE_VERIFICATION' },
    scopes: SCOPES.filter((scope) => scope !== 'webhooks:manage'),
  });
  const desk = { ...officer('CITIZEN', []), purpose: 'SELF_SERVICE', scopes: [SCOPES[0]] } as const;
  const scopeless = WITHOUT_SCOPES.flatMap(([role, tier]) =>
    OFFICER_SCOPES.map((scope) =>
      onlyOwn(
        callerOf(`${role} without ${scope}`, {
          ...officer(tier, [role]),
          scopes: SCOPES.filter((one) => one !== scope),
        }),
      ),
    ),
  );
  return [
    ...officers,
    ...nobodies,
    callerOf('citizen desk', desk),
    ...agencies,
    teller,
    ...scopeless,
  ];
}

/**
 * Callers of whom no token can speak, since a role belongs to its tier, or whom nobody issues one, since a purpose belongs
 * to its work; verifiers who do other work besides; and a second client of a bank. Only the table itself is asked about them.
 */
export function oddCallers({ BANK }: PartnerIds): Caller[] {
  const partnerOn = (tier: Tier) =>
    tier === 'PARTNER' ? { id: BANK, kind: PartnerKind.BANK } : null;
  const misplaced = ROLES.flatMap((role) =>
    TIERS.filter((tier) => !tiersOf(role).includes(tier)).map((tier): [string, Principal] => [
      `${role} on ${tier}`,
      { ...officer(tier, [role]), partner: partnerOn(tier) },
    ]),
  );
  const purposes = Object.values(AccessPurpose).filter((purpose) => purpose !== 'SOCIAL_SERVICE');
  const misused = [...ROLES, null].flatMap((role) =>
    (role === null ? GOVERNMENT_TIERS : tiersOf(role)).flatMap((tier) =>
      purposes.map((purpose): [string, Principal] => [
        `${role ?? 'no role'}@${tier} for ${purpose}`,
        { ...officer(tier, role === null ? [] : [role]), purpose },
      ]),
    ),
  );
  const citizens = Object.values(AccessPurpose)
    .filter((purpose) => purpose !== 'SELF_SERVICE')
    .map((purpose): [string, Principal] => [
      `citizen desk for ${purpose}`,
      { ...officer('CITIZEN', []), purpose },
    ]);
  const twofold = ROLES.filter((role) => role !== 'regency_verifier')
    .filter((role) => tiersOf(role).includes('REGENCY'))
    .map((role): [string, Principal] => [
      `regency_verifier and ${role}`,
      officer('REGENCY', ['regency_verifier', role]),
    ]);
  // A client whose scope lets it manage webhooks would hide that its role does not.
  const scopeless = (['ministry_program_owner', 'province_head', 'regency_head'] as const).map(
    (role): [string, Principal] => [
      `${role} on PARTNER without webhooks:manage`,
      {
        ...{ ...officer('PARTNER', [role]), partner: partnerOn('PARTNER') },
        scopes: SCOPES.filter((scope) => scope !== 'webhooks:manage'),
      },
    ],
  );
  // What a client started is not for the agency's other clients.
  const otherClient: [string, Principal] = [
    'another client of BANK for PAYEE_VERIFICATION',
    {
      ...{ ...officer('PARTNER', []), subject: 'matrix:PARTNER:another', scopes: CLIENT_SCOPES },
      ...{ partner: partnerOn('PARTNER'), purpose: 'PAYEE_VERIFICATION' },
    },
  ];
  return [otherClient, ...misplaced, ...misused, ...citizens, ...twofold, ...scopeless].map(
    ([who, principal]) => onlyOwn(callerOf(who, principal)),
  );
}

function tiersOf(role: Role): readonly Tier[] {
  return ROLE_TIERS[role];
}

function onlyOwn({ who, from }: Caller): Caller {
  return { who, from: new Map([...from].filter(([relation]) => relation === 'own')) };
}

function callerOf(who: string, principal: Principal): Caller {
  const from = RELATIONS.flatMap((relation): [Relation, Principal][] => {
    const territory = AREAS[principal.tier][relation];
    return territory === undefined
      ? []
      : [[relation, { ...principal, territory: territory as RegionCode | null }]];
  });
  return { who, from: new Map(from) };
}

function officer(tier: Tier, roles: readonly Role[]): Principal {
  return {
    ...{ subject: `matrix:${tier}:${roles.join()}`, clientId: 'matrix', name: 'Kantor Contoh' },
    ...{ tier, roles, territory: null, purpose: 'SOCIAL_SERVICE', partner: null },
    ...{ scopes: [...SCOPES], expiresAt: 4_000_000_000 },
  };
}

function areas(
  own: string | null,
  parent: string | undefined,
  sibling: string | undefined,
  child: string | undefined,
  foreign: string | undefined,
): Areas {
  return { own, parent, sibling, child, foreign, malformed: '%' };
}
