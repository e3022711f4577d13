/** What kind of value a fact has, and so which operators may be used on it. */
export type FactType =
  | { readonly type: 'boolean' }
  | { readonly type: 'integer' }
  | { readonly type: 'region' }
  | { readonly type: 'set' }
  | { readonly type: 'choice'; readonly values: readonly string[] };

const BOOLEAN = { type: 'boolean' } as const;
const INTEGER = { type: 'integer' } as const;

export const DUKCAPIL_STATUSES = [
  'MATCHED',
  'MISMATCHED',
  'NOT_FOUND',
  'DECEASED',
  'NOT_RECORDED',
  'DUPLICATE',
  'NOT_CHECKED',
  'SERVICE_UNAVAILABLE',
] as const;
export const RELATIONSHIPS = [
  'HEAD',
  'SPOUSE',
  'CHILD',
  'CHILD_IN_LAW',
  'GRANDCHILD',
  'PARENT',
  'PARENT_IN_LAW',
  'OTHER_RELATIVE',
  'OTHER',
] as const;
export const SEXES = ['M', 'F'] as const;
/** In rising order: where several are in force, the highest counts. */
export const SCHOOL_LEVELS = ['ELEMENTARY', 'JUNIOR_HIGH', 'SENIOR_HIGH', 'GRADUATED'] as const;
/** In rising order: where several are in force, the most severe counts. */
export const DISABILITY_GRADES = ['MILD', 'MODERATE', 'SEVERE'] as const;
export const DISASTER_KINDS = [
  'FIRE',
  'FLOOD',
  'LANDSLIDE',
  'EARTHQUAKE',
  'TSUNAMI',
  'ERUPTION',
  'STORM',
  'SOCIAL_CONFLICT',
] as const;
/** In rising order. */
export const DAMAGE_LEVELS = ['LIGHT', 'MEDIUM', 'HEAVY'] as const;
export const FLOORS = ['EARTH', 'BAMBOO', 'BOARD', 'CEMENT', 'TILE', 'CERAMIC'] as const;
export const ROOFS = ['THATCH', 'BAMBOO', 'ZINC', 'ASBESTOS', 'TILE', 'CONCRETE'] as const;
export const WALLS = ['BAMBOO', 'BOARD', 'BRICK', 'CONCRETE'] as const;
export const STRUCTURES = [
  'SOUND',
  'DANGEROUS_ROOF',
  'DANGEROUS_WALL',
  'DANGEROUS_ROOF_AND_WALL',
] as const;
export const SANITATIONS = ['FIT', 'UNFIT', 'NONE'] as const;
export const DEGREES = ['S1', 'D4', 'D3', 'D2', 'PROFESSION'] as const;
export const ACCREDITATIONS = ['A', 'B', 'C'] as const;

/**
 * What a rule may ask of one person: of the person asked about, and of each member whom a component
 * of an entitlement may count. Absence in the registry is a recorded no, so none of these is ever
 * missing of a person who is known, except the age of one not yet born.
 */
export const MEMBER_VOCABULARY = {
  /** Completed years on `asOf`. */
  ageYears: INTEGER,
  sex: { type: 'choice', values: SEXES },
  pregnant: BOOLEAN,
  schoolLevel: { type: 'choice', values: ['NONE', ...SCHOOL_LEVELS] },
  disability: { type: 'choice', values: ['NONE', ...DISABILITY_GRADES] },
  grossHumanRightsVictim: BOOLEAN,
  raisedInInstitution: BOOLEAN,
} as const satisfies Record<string, FactType>;

/**
 * The closed vocabulary of facts that a criterion may ask. Each is a value about the person asked
 * about and the household on `asOf`, or missing; missing is not false.
 */
export const VOCABULARY = {
  ...MEMBER_VOCABULARY,
  /** Somebody has this NIK, and the caller may see them. Never missing. */
  known: BOOLEAN,
  /** Dukcapil's answer about the person; in a household program about the family manager. */
  dukcapil: { type: 'choice', values: DUKCAPIL_STATUSES },
  /** The person lives; in a household program somebody who manages the family does too. */
  alive: BOOLEAN,
  /** The household is listed in DTKS/DTSEN. Never missing: nobody and no listing are a no. */
  listed: BOOLEAN,
  /** Welfare decile, 1 poorest; missing where unlisted or not ranked. */
  decile: INTEGER,
  /** Kemendagri code of the household's village. */
  villageCode: { type: 'region' },
  /** Grounds on the household, and on any living member (household program) or the person. */
  exclusionGrounds: { type: 'set' },
  /** Codes of programs in which the household, or the person, is ACTIVE. */
  activeEnrolments: { type: 'set' },
  'house.floor': { type: 'choice', values: FLOORS },
  'house.roof': { type: 'choice', values: ROOFS },
  'house.wall': { type: 'choice', values: WALLS },
  'house.structure': { type: 'choice', values: STRUCTURES },
  'house.sanitation': { type: 'choice', values: SANITATIONS },
  /** Square decimetres: 100 = 1 m². */
  'house.floorAreaDm2': INTEGER,
  /** Floor area ÷ living members, square decimetres, rounded down. */
  'house.floorAreaPerPersonDm2': INTEGER,
  'house.ownsLand': BOOLEAN,
  'house.earlierHousingAid': BOOLEAN,
  /** True where the caller made claims; missing, not false, where it did not. */
  'claims.made': BOOLEAN,
  'claims.admitted': BOOLEAN,
  'claims.graduationYear': INTEGER,
  /** Year of `asOf` less the year in which secondary school ended. */
  'claims.yearsSinceGraduation': INTEGER,
  'claims.degree': { type: 'choice', values: DEGREES },
  'claims.accreditation': { type: 'choice', values: ACCREDITATIONS },
  'claims.livingCostCluster': INTEGER,
  'claims.medicine': BOOLEAN,
  'claims.hasSktm': BOOLEAN,
  'claims.holdsKip': BOOLEAN,
  /** Gross, rupiah a month. */
  'claims.parentsMonthlyIncome': INTEGER,
  'claims.familySize': INTEGER,
  /** Income ÷ family size, rupiah a month, rounded up. */
  'claims.incomePerHead': INTEGER,
} as const satisfies Record<string, FactType>;

export type FactName = keyof typeof VOCABULARY;
export type MemberFactName = keyof typeof MEMBER_VOCABULARY;
export type FactValue = boolean | number | string | readonly string[] | undefined;

export type DukcapilStatus = (typeof DUKCAPIL_STATUSES)[number];
export type DisasterKind = (typeof DISASTER_KINDS)[number];
export type DamageLevel = (typeof DAMAGE_LEVELS)[number];
export type Degree = (typeof DEGREES)[number];
