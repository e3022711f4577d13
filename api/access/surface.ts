import { policy } from './policy.js';
import type { ModelName } from './policy/policy.js';
import { ALWAYS, ASSESSOR, CLASSIFIER, GOVERNMENT, REGISTRAR, type Rule } from './rule.js';

/** Who may read one type of the schema: by its stored model, and field by field for what no column is. */
interface TypeRules {
  readonly model?: ModelName;
  readonly fields?: Readonly<Record<string, Rule>>;
  /** A value object that is only ever part of something already allowed. */
  readonly whole?: Rule;
}

const CHECK: Rule = {
  is: 'purpose',
  in: [
    'PAYEE_VERIFICATION',
    'HEALTH_COVERAGE_CHECK',
    'STUDENT_AID_SCREENING',
    'SOCIAL_SERVICE',
    'SELF_SERVICE',
  ],
};

/**
 * The authority matrix over what is shown: operations, and the fields that no column is. The schema does not build while
 * a field of it has no rule here or in the policy of its model.
 */
export const surface: Readonly<Record<string, TypeRules>> = {
  Query: {
    fields: {
      viewer: ALWAYS,
      aidProgram: ALWAYS,
      aidPrograms: ALWAYS,
      ppksCategories: ALWAYS,
      exclusionGrounds: ALWAYS,
      region: ALWAYS,
      regions: ALWAYS,
      checkEligibility: CHECK,
      checkEligibilities: CHECK,
      eligibilityDecision: CHECK,
      household: GOVERNMENT,
      households: GOVERNMENT,
      person: GOVERNMENT,
      people: GOVERNMENT,
    },
  },
  Mutation: {
    fields: {
      registerHousehold: REGISTRAR,
      addHouseholdMember: REGISTRAR,
      moveHouseholdMember: REGISTRAR,
      removeHouseholdMember: REGISTRAR,
      correctPerson: REGISTRAR,
      classifyPerson: CLASSIFIER,
      endClassification: CLASSIFIER,
      recordHousing: ASSESSOR,
      recordDisasterLoss: ASSESSOR,
    },
  },
  Viewer: { whole: ALWAYS },
  Partner: { model: 'Partner' },
  Region: { model: 'Region' },
  RegionAlias: { model: 'RegionAlias' },
  AidProgram: { model: 'Program', fields: { name: ALWAYS } },
  RuleVersion: { model: 'RuleVersion', fields: { criteria: ALWAYS, maxSemesters: ALWAYS } },
  RuleCriterion: { whole: ALWAYS },
  MaxSemesters: { whole: ALWAYS },
  ExclusionGround: { model: 'ExclusionGround', fields: { name: ALWAYS } },
  PpksCategory: { model: 'PpksCategory', fields: { name: ALWAYS, definition: ALWAYS } },
  EligibilityDecision: { whole: CHECK },
  CriterionFinding: { whole: CHECK },
  NextStep: { whole: CHECK },
  Entitlement: { whole: CHECK },
  EntitlementLine: { whole: CHECK },
  EligibilityCheckRefused: { whole: CHECK },
  Household: {
    model: 'Household',
    fields: {
      kkNumber: GOVERNMENT,
      address: GOVERNMENT,
      rt: GOVERNMENT,
      rw: GOVERNMENT,
      changes: GOVERNMENT,
      asOf: GOVERNMENT,
    },
  },
  HouseholdMember: { model: 'HouseholdMember' },
  HouseholdChange: { whole: GOVERNMENT },
  HouseholdState: { whole: GOVERNMENT },
  MemberState: { whole: GOVERNMENT },
  RegistryListing: { model: 'RegistryListing' },
  HousingCondition: { model: 'HousingCondition' },
  Person: {
    model: 'Person',
    fields: { nik: GOVERNMENT, name: GOVERNMENT, decisions: GOVERNMENT },
  },
  PersonCondition: { model: 'PersonCondition' },
  DukcapilMatch: { model: 'DukcapilMatch' },
  Classification: { model: 'Classification' },
  Exclusion: { model: 'Exclusion' },
  Enrolment: { model: 'Enrolment' },
  DisasterLoss: { model: 'DisasterLoss' },
};

/** The rule of a schema field; undefined = none was declared, and the schema must not build. */
export function ruleOf(typeName: string, fieldName: string): Rule | undefined {
  const type = surface[typeName];
  if (type === undefined) return undefined;
  const own = type.fields?.[fieldName] ?? type.whole;
  if (own !== undefined || type.model === undefined) return own;
  return (policy[type.model].fields as Readonly<Record<string, Rule>>)[fieldName];
}
