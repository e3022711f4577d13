import type { FactName, MemberFactName } from './vocabulary.js';

type Columns<Name extends string> = Readonly<Record<Name, string>>;

/**
 * The member vocabulary as SQL over a row of people (`person_id`, `sex`, `birth_date`; NULL of a
 * person who is not known) and, left-joined to it, their row of `circumstance`.
 */
export function memberColumns(
  person: string,
  circumstance: string,
  asOf: string,
): Columns<MemberFactName> {
  const known = (sql: string): string =>
    `case when ${person}.person_id is not null then ${sql} end`;
  const flag = (name: string): string => known(`coalesce(${circumstance}.${name}, false)`);
  const grade = (name: string): string => known(`coalesce(${circumstance}.${name}::text, 'NONE')`);
  return {
    // Of timestamps without a zone: over dates, `age` would count in the zone of the session.
    ageYears: `extract(year from age((${asOf})::timestamp, ${person}.birth_date::timestamp))::int`,
    sex: `${person}.sex`,
    pregnant: flag('pregnant'),
    schoolLevel: grade('school_level'),
    disability: grade('disability'),
    grossHumanRightsVictim: flag('gross_human_rights_victim'),
    raisedInInstitution: flag('raised_in_institution'),
  };
}

/** The facts of a house as SQL over the rows `g` (housing) and `n` (living members of the household). */
export const HOUSE_COLUMNS = {
  'house.floor': 'g.floor::text',
  'house.roof': 'g.roof::text',
  'house.wall': 'g.wall::text',
  'house.structure': 'g.structure::text',
  'house.sanitation': 'g.sanitation::text',
  'house.floorAreaDm2': 'g.floor_area_dm2',
  'house.floorAreaPerPersonDm2': 'g.floor_area_dm2 / n.living',
  'house.ownsLand': 'g.owns_land',
  'house.earlierHousingAid': 'g.earlier_housing_aid',
} as const satisfies Columns<Extract<FactName, `house.${string}`>>;

/** The claims of the subject `s`, which nobody can make about a person who is not known. */
export function claimColumns(asOf: string): Columns<Extract<FactName, `claims.${string}`>> {
  const claims = 'case when p.person_id is not null then s.claims end';
  const value = (name: string): string => `((${claims}) ->> '${name}')`;
  const number = (name: string): string => `${value(name)}::bigint`;
  const orNo = (name: string): string =>
    `case when (${claims}) is not null then coalesce(${value(name)}::boolean, false) end`;
  const income = number('parentsMonthlyIncome');
  const size = `nullif(greatest(${number('familySize')}, 0), 0)`;
  return {
    'claims.made': `case when (${claims}) is not null then true end`,
    'claims.admitted': `${value('admitted')}::boolean`,
    'claims.graduationYear': number('graduationYear'),
    'claims.yearsSinceGraduation': `extract(year from ${asOf})::bigint - ${number('graduationYear')}`,
    'claims.degree': value('degree'),
    'claims.accreditation': value('accreditation'),
    'claims.livingCostCluster': number('livingCostCluster'),
    'claims.medicine': orNo('medicine'),
    'claims.hasSktm': orNo('hasSktm'),
    'claims.holdsKip': orNo('holdsKip'),
    'claims.parentsMonthlyIncome': income,
    'claims.familySize': number('familySize'),
    // A whole division that rounds up.
    'claims.incomePerHead': `(${income} + ${size} - 1) / ${size}`,
  };
}
