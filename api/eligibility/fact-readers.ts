import type { DerivedFacts } from './derive-facts.js';
import type { HouseholdFacts, Housing, Listing, Member, StudentAidClaims } from './facts.js';
import { latestEnrolment } from './latest-enrolment.js';
import { MEMBER_FACT_READERS } from './member-fact-readers.js';
import type { FactName, FactValue, MemberFactName } from './vocabulary.js';

type Reader = (facts: DerivedFacts) => FactValue;

/** How each fact of the vocabulary is read; undefined = missing. Only what a rule asks is worked out. */
export const FACT_READERS: Readonly<Record<FactName, Reader>> = {
  ageYears: ofPerson('ageYears'),
  sex: ofPerson('sex'),
  pregnant: ofPerson('pregnant'),
  schoolLevel: ofPerson('schoolLevel'),
  disability: ofPerson('disability'),
  grossHumanRightsVictim: ofPerson('grossHumanRightsVictim'),
  raisedInInstitution: ofPerson('raisedInInstitution'),
  known: ({ source }) => source.person !== null,
  dukcapil: ({ answerable }) => (answerable === null ? undefined : dukcapilAnswer(answerable)),
  alive: ({ alive }) => alive,
  listed: ({ source }) => source.household?.listing?.listed ?? false,
  decile: ({ source }) => decile(source.household?.listing ?? null),
  villageCode: ({ source }) => source.household?.villageCode,
  exclusionGrounds: ofHousehold(exclusionGrounds),
  activeEnrolments: ofHousehold(activeEnrolments),
  'house.floor': ofHouse((house) => house.floor),
  'house.roof': ofHouse((house) => house.roof),
  'house.wall': ofHouse((house) => house.wall),
  'house.structure': ofHouse((house) => house.structure),
  'house.sanitation': ofHouse((house) => house.sanitation),
  'house.floorAreaDm2': ofHouse((house) => house.floorAreaDm2),
  'house.floorAreaPerPersonDm2': ofHouse((house, { living }) =>
    living.length === 0 ? undefined : Math.floor(house.floorAreaDm2 / living.length),
  ),
  'house.ownsLand': ofHouse((house) => house.ownsLand),
  'house.earlierHousingAid': ofHouse((house) => house.earlierHousingAid),
  'claims.made': ofClaims(() => true),
  'claims.admitted': ofClaims((claims) => claims.admitted),
  'claims.graduationYear': ofClaims((claims) => claims.graduationYear),
  'claims.yearsSinceGraduation': ofClaims(
    (claims, { source }) => Number(source.asOf.slice(0, 4)) - claims.graduationYear,
  ),
  'claims.degree': ofClaims((claims) => claims.degree),
  'claims.accreditation': ofClaims((claims) => claims.accreditation),
  'claims.livingCostCluster': ofClaims((claims) => claims.livingCostCluster),
  'claims.medicine': ofClaims((claims) => claims.medicine ?? false),
  'claims.hasSktm': ofClaims((claims) => claims.hasSktm ?? false),
  'claims.holdsKip': ofClaims((claims) => claims.holdsKip ?? false),
  'claims.parentsMonthlyIncome': ofClaims((claims) => claims.parentsMonthlyIncome),
  'claims.familySize': ofClaims((claims) => claims.familySize),
  'claims.incomePerHead': ofClaims(incomePerHead),
};

function ofPerson(fact: MemberFactName): Reader {
  const read = MEMBER_FACT_READERS[fact];
  return ({ source }) => (source.person === null ? undefined : read(source.person, source.asOf));
}

function ofHousehold(
  read: (household: HouseholdFacts, person: Member, facts: DerivedFacts) => FactValue,
): Reader {
  return (facts) => {
    const { household, person } = facts.source;
    return household === null || person === null ? undefined : read(household, person, facts);
  };
}

function ofHouse(read: (house: Housing, facts: DerivedFacts) => FactValue): Reader {
  return (facts) => {
    const house = facts.source.household?.housing ?? null;
    return house === null ? undefined : read(house, facts);
  };
}

function ofClaims(read: (claims: StudentAidClaims, facts: DerivedFacts) => FactValue): Reader {
  return (facts) => {
    const { claims } = facts.source;
    return claims === null ? undefined : read(claims, facts);
  };
}

function dukcapilAnswer({ dukcapil }: Member): FactValue {
  return dukcapil === 'NOT_CHECKED' || dukcapil === 'SERVICE_UNAVAILABLE' ? undefined : dukcapil;
}

function decile(listing: Listing | null): FactValue {
  return listing === null || !listing.listed ? undefined : (listing.decile ?? undefined);
}

function exclusionGrounds(
  { exclusions }: HouseholdFacts,
  person: Member,
  { unit, living }: DerivedFacts,
): FactValue {
  const grounds: string[] = [];
  for (const { ground, personId } of exclusions) {
    const concerns =
      personId === null ||
      (unit === 'PERSON'
        ? personId === person.id
        : living.some((member) => member.id === personId));
    if (concerns) grounds.push(ground);
  }
  return grounds;
}

function activeEnrolments(household: HouseholdFacts, person: Member): FactValue {
  const programs: string[] = [];
  for (const { program, status } of household.enrolments) {
    if (status !== 'ACTIVE' || programs.includes(program)) continue;
    const isActive =
      latestEnrolment(household, program, null) === 'ACTIVE' ||
      latestEnrolment(household, program, person.id) === 'ACTIVE';
    if (isActive) programs.push(program);
  }
  return programs;
}

function incomePerHead({ parentsMonthlyIncome, familySize }: StudentAidClaims): FactValue {
  return parentsMonthlyIncome === undefined || familySize === undefined || familySize < 1
    ? undefined
    : Math.ceil(parentsMonthlyIncome / familySize);
}
