import type { TestApp } from './app.js';
import { mutation, OFFICER, query, type OperationAboutPeople } from './about-people.js';
import { inventFamily, inventMember, memberId, registerFamily } from './changes.js';
import { PROPOSAL_OPERATIONS } from './proposal-operations.js';

/** A person of the personas, in Garut. */
export const ASEP = '3205011704829901';
const ASEP_KK = '3205012001129901';
const PAYEE = { program: 'PKH', purpose: 'PAYEE_VERIFICATION' };

async function familyAt(app: TestApp): Promise<{ householdId: string; version: number }> {
  const { id, version } = await registerFamily(app);
  return { householdId: id, version };
}

const HOUSE = {
  ...{ recordedOn: '2026-10-05', floor: 'EARTH', roof: 'THATCH', wall: 'BAMBOO' },
  ...{ structure: 'DANGEROUS_ROOF', sanitation: 'NONE', floorAreaDm2: 2400 },
  ...{ ownsLand: true, earlierHousingAid: false },
};
const DECIDED = ['outcome', 'criteria:limited', 'enrolment', 'entitlement'];

/** Every operation about people. One that is missing here fails the test that goes through the schema. */
export const OPERATIONS_ABOUT_PEOPLE: Readonly<Record<string, OperationAboutPeople>> = {
  household: query(
    'query ($kk: KkNumber!) { household(by: { kkNumber: $kk }) { address members { person { name } } } }',
    ['identity', 'household', 'members'],
    { kk: ASEP_KK },
  ),
  households: query('{ households(first: 3) { edges { node { address } } } }', [
    ...['identity', 'household', 'members'],
  ]),
  person: query(
    'query ($nik: NIK!) { person(by: { nik: $nik }) { name } }',
    ['identity', 'person'],
    {
      nik: ASEP,
    },
  ),
  people: query('{ people(name: "Asep") { edges { node { name } } } }', ['identity', 'person']),
  checkEligibility: {
    fields: DECIDED,
    registered: 'CheckEligibility',
    ask: () =>
      Promise.resolve({
        document:
          'query ($input: CheckEligibilityInput!) { checkEligibility(input: $input) { id outcome } }',
        variables: { input: { ...PAYEE, nik: ASEP } },
        persona: 'bank',
      }),
  },
  checkEligibilities: {
    fields: DECIDED,
    registered: 'CheckEligibilities',
    action: 'checkEligibility',
    ask: () =>
      Promise.resolve({
        document:
          'query ($input: CheckEligibilitiesInput!) { checkEligibilities(input: $input) { ... on EligibilityDecision { id outcome } } }',
        variables: { input: { ...PAYEE, people: [{ nik: ASEP }] } },
        persona: 'bank',
      }),
  },
  eligibilityDecision: {
    fields: DECIDED,
    registered: 'EligibilityDecision',
    async ask(app) {
      const { document, variables, persona } =
        await OPERATIONS_ABOUT_PEOPLE['checkEligibility']!.ask(app);
      const { data } = await app.graphql<Record<string, { id: string }>>(
        document,
        variables,
        persona,
      );
      return {
        document: 'query ($id: ID!) { eligibilityDecision(id: $id) { outcome } }',
        variables: { id: data!['checkEligibility']!.id },
        persona,
      };
    },
  },
  registerHousehold: mutation('registerHousehold', ['income', 'conditions'], () =>
    Promise.resolve(inventFamily()),
  ),
  addHouseholdMember: mutation('addHouseholdMember', ['conditions'], async (app) => ({
    ...(await familyAt(app)),
    member: inventMember('CHILD', '2026-01-01', 'F'),
  })),
  moveHouseholdMember: mutation('moveHouseholdMember', ['conditions'], async (app) => {
    const [from, to] = [await registerFamily(app), await registerFamily(app)];
    return {
      ...{ personId: memberId(from, 'CHILD'), version: from.version },
      ...{ toHouseholdId: to.id, toVersion: to.version, on: '2026-10-20', relationship: 'OTHER' },
    };
  }),
  removeHouseholdMember: mutation('removeHouseholdMember', ['life'], async (app) => {
    const family = await registerFamily(app);
    return {
      ...{ householdId: family.id, version: family.version, personId: memberId(family, 'CHILD') },
      ...{ on: '2026-10-20', reason: 'MOVED_AWAY' },
    };
  }),
  correctPerson: mutation('correctPerson', ['name'], async (app) => ({
    personId: memberId(await registerFamily(app), 'SPOUSE'),
    ...{ version: 1, name: 'Kenanga Contoh' },
  })),
  classifyPerson: mutation('classifyPerson', ['classification'], async (app) => ({
    ...(await familyAt(app)),
    ...{ personId: null, categoryCode: 'POOR', since: '2026-10-15' },
  })),
  endClassification: mutation('endClassification', ['classification'], async (app) => {
    const { document, variables } = await OPERATIONS_ABOUT_PEOPLE['classifyPerson']!.ask(app);
    const { data } = await app.graphql<Record<string, { id: string }>>(
      document.replace('__typename', '__typename ... on Classification { id }'),
      variables,
      OFFICER,
    );
    return { id: data!['classifyPerson']!.id, version: 1, until: '2026-10-20' };
  }),
  recordHousing: mutation('recordHousing', ['housing'], async (app) => {
    return { ...(await familyAt(app)), ...HOUSE };
  }),
  recordDisasterLoss: mutation('recordDisasterLoss', ['disaster'], async (app) => ({
    ...(await familyAt(app)),
    ...{ kind: 'FIRE', happenedOn: '2026-10-20', verifiedOn: '2026-10-22', damage: 'HEAVY' },
  })),
  ...PROPOSAL_OPERATIONS,
};
