import { policy } from './policy.js';
import type { ModelName } from './policy/policy.js';
import { OWNER } from './policy/owners.js';
import { PARTNER_OFFICE, PARTNER_READER } from './policy/partners.js';
import { PROPOSAL_READER, workOf } from './policy/proposals.js';
import { WEBHOOK_MANAGER, WEBHOOK_OPERATION } from './policy/webhooks.js';
import {
  ALWAYS,
  ASSESSOR,
  BULK_CHECKER,
  CHECKER,
  CLASSIFIER,
  CORRECTOR,
  DELAYER,
  DETERMINER,
  DESK,
  ERASER,
  LOSS_RECORDER,
  OVERSEER,
  PREVIEWER,
  PROTECTION,
  READER,
  REGISTRAR,
  RESPONDER,
  scoped,
  type Rule,
} from './rule.js';

/** Who may read one type of the schema: by its stored model, and field by field for what no column is. */
interface TypeRules {
  readonly model?: ModelName;
  readonly fields?: Readonly<Record<string, Rule>>;
  /** A value object that is only ever part of something already allowed. */
  readonly whole?: Rule;
}

const READ = scoped(RESPONDER, 'registry:read');
const CHECK = scoped(CHECKER, 'eligibility:check');
const BULK_CHECK = scoped(BULK_CHECKER, 'eligibility:check');
const READ_WEBHOOKS = WEBHOOK_OPERATION('registry:read');
/** An office with the scope of the registry, and a partner, who sees what it uses itself. */
const READ_USES: Rule = {
  any: [scoped(PARTNER_OFFICE, 'registry:read'), { is: 'tier', in: ['PARTNER'] }],
};
const CHANGE_WEBHOOKS = WEBHOOK_OPERATION('registry:read', 'registry:write');

/** A change: its answer shows the record, so that reading belongs to it. */
function change(rule: Rule): Rule {
  return scoped(rule, 'registry:read', 'registry:write');
}

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
      eligibilityJob: BULK_CHECK,
      household: READ,
      households: READ,
      person: READ,
      people: READ,
      regionStatistics: scoped(READER, 'registry:read'),
      treeHead: ALWAYS,
      partner: scoped(PARTNER_OFFICE, 'registry:read'),
      partners: scoped(PARTNER_OFFICE, 'registry:read'),
      accessAlerts: scoped(PROTECTION, 'registry:read'),
      accessLog: DESK,
      myCorrections: DESK,
      correctionRequests: scoped(CORRECTOR, 'registry:read'),
      accessEntries: scoped(OVERSEER, 'registry:read'),
      breachReport: scoped(PROTECTION, 'registry:read'),
      proposal: scoped(PROPOSAL_READER, 'registry:read'),
      proposals: scoped(PROPOSAL_READER, 'registry:read'),
      webhookEndpoints: READ_WEBHOOKS,
      webhookDeliveries: READ_WEBHOOKS,
      webhookEvents: READ_WEBHOOKS,
      determinationPlan: scoped(PREVIEWER, 'registry:read'),
      previewDetermination: scoped(PREVIEWER, 'registry:read'),
      determinationChanges: scoped(DETERMINER, 'registry:read'),
      simulateProgram: scoped(PREVIEWER, 'registry:read'),
      deprecatedUses: READ_USES,
    },
  },
  Mutation: {
    fields: {
      registerHousehold: change(REGISTRAR),
      addHouseholdMember: change(REGISTRAR),
      moveHouseholdMember: change(REGISTRAR),
      removeHouseholdMember: change(REGISTRAR),
      correctPerson: change(REGISTRAR),
      erasePerson: change(ERASER),
      classifyPerson: change(CLASSIFIER),
      endClassification: change(CLASSIFIER),
      recordHousing: change(ASSESSOR),
      recordDisasterLoss: change(LOSS_RECORDER),
      reportProposal: change(workOf('REPORT')),
      scheduleDeliberation: change(workOf('SCHEDULE_DELIBERATION')),
      recordDeliberation: change(workOf('APPROVE_BY_MEETING', 'REJECT_BY_MEETING')),
      signResponsibilityStatement: change(workOf('APPROVE_BY_STATEMENT')),
      enterProposal: change(workOf('ENTER')),
      assessProposal: change(workOf('ASSESS')),
      verifyProposal: change(workOf('VERIFY', 'FIND_NOT_ELIGIBLE')),
      returnProposal: change(workOf('RETURN')),
      endorseProposal: change(workOf('ENDORSE')),
      determineProposal: change(workOf('DETERMINE', 'DECLINE', 'PUT_ON_WAITING_LIST')),
      withdrawProposal: change(workOf('WITHDRAW')),
      registerPartner: change(OWNER),
      addPartnerClient: change(OWNER),
      addClientKey: change(OWNER),
      rotateClientKey: change(OWNER),
      retireClientKey: change(OWNER),
      recordAgreement: change(OWNER),
      endAgreement: change(OWNER),
      suspendPartner: change(OWNER),
      resumePartner: change(OWNER),
      suspendClient: change(OWNER),
      resumeClient: change(OWNER),
      suspendAgreement: change(OWNER),
      resumeAgreement: change(OWNER),
      registerProgram: change(OWNER),
      publishRuleVersion: change(OWNER),
      acknowledgeAlert: change(PROTECTION),
      requestCorrection: DESK,
      startCorrection: change(CORRECTOR),
      resolveCorrection: change(CORRECTOR),
      delayAccessLog: change(DELAYER),
      startEligibilityJob: BULK_CHECK,
      cancelEligibilityJob: BULK_CHECK,
      registerWebhookEndpoint: CHANGE_WEBHOOKS,
      changeWebhookEndpoint: CHANGE_WEBHOOKS,
      rotateWebhookSecret: CHANGE_WEBHOOKS,
      removeWebhookEndpoint: CHANGE_WEBHOOKS,
      redeliverWebhook: CHANGE_WEBHOOKS,
    },
  },
  Subscription: { fields: { eligibilityJob: BULK_CHECK } },
  // What every refusal says, and what some say besides: to whom the change or question was answered.
  Error: { whole: ALWAYS },
  StepNotOpenError: { fields: { state: ALWAYS } },
  StaleVersionError: { fields: { recordId: ALWAYS, currentVersion: ALWAYS } },
  PossibleDuplicateError: { fields: { duplicates: ALWAYS } },
  PossibleDuplicate: { whole: ALWAYS },
  RuleSetRefusedError: { fields: { issues: ALWAYS } },
  RuleIssue: { whole: ALWAYS },
  AgeOutOfRangeError: { fields: { minAgeYears: ALWAYS, maxAgeYears: ALWAYS } },
  DeterminationPlan: { whole: PREVIEWER },
  DeterminationPreview: { whole: PREVIEWER },
  DeterminationArea: { whole: PREVIEWER },
  DeterminationCount: { whole: PREVIEWER },
  SimulateProgramResult: { whole: PREVIEWER },
  ProgramSimulation: { whole: PREVIEWER },
  SimulatedCell: { whole: PREVIEWER },
  RuleChangeRefusedError: { fields: { issues: PREVIEWER } },
  EligibilityCheckResult: { whole: CHECKER },
  AccessLogConnection: { fields: { withheld: DESK } },
  AccessLogEntry: { whole: DESK },
  WithheldLooks: { whole: DESK },
  Correction: { whole: { any: [CORRECTOR, DESK] }, fields: { personId: CORRECTOR } },
  AccessDelay: { whole: DELAYER },
  AccessEntry: { whole: OVERSEER, fields: { personIds: PROTECTION } },
  BreachReport: { whole: PROTECTION },
  AffectedPerson: { whole: PROTECTION },
  Viewer: { whole: ALWAYS },
  TreeHead: { whole: ALWAYS },
  Partner: { model: 'Partner' },
  PartnerClient: { model: 'PartnerClient' },
  ClientKey: { model: 'ClientKey', fields: { publicKey: PARTNER_READER, isInUse: PARTNER_READER } },
  PublicKey: { whole: PARTNER_READER },
  Agreement: {
    model: 'Agreement',
    fields: { isNationwide: PARTNER_READER, status: PARTNER_READER, daysLeft: PARTNER_READER },
  },
  PartnerChange: { whole: PARTNER_OFFICE },
  Region: { model: 'Region' },
  RegionStatistics: { whole: READER },
  AreaStatistics: { whole: READER },
  WelfareCount: { whole: READER },
  EnrolmentCount: { whole: READER },
  Tally: { whole: READER },
  RegionAlias: { model: 'RegionAlias' },
  AidProgram: { model: 'Program', fields: { name: ALWAYS } },
  RuleVersion: { model: 'RuleVersion', fields: { criteria: ALWAYS, maxSemesters: ALWAYS } },
  RuleCriterion: { whole: ALWAYS },
  MaxSemesters: { whole: ALWAYS },
  ExclusionGround: { model: 'ExclusionGround', fields: { name: ALWAYS } },
  PpksCategory: { model: 'PpksCategory', fields: { name: ALWAYS, definition: ALWAYS } },
  EligibilityDecision: { whole: CHECKER },
  CriterionFinding: { whole: CHECKER },
  NextStep: { whole: CHECKER },
  Entitlement: { whole: CHECKER },
  EntitlementLine: { whole: CHECKER },
  EligibilityCheckRefused: { whole: CHECKER },
  EligibilityJob: {
    model: 'EligibilityJob',
    fields: {
      completed: BULK_CHECKER,
      refused: BULK_CHECKER,
      uploadUrl: BULK_CHECKER,
      resultUrl: BULK_CHECKER,
    },
  },
  Household: {
    model: 'Household',
    fields: {
      kkNumber: RESPONDER,
      address: RESPONDER,
      rt: RESPONDER,
      rw: RESPONDER,
      changes: READER,
      asOf: READER,
    },
  },
  HouseholdMember: { model: 'HouseholdMember' },
  HouseholdChange: { whole: READER },
  HouseholdState: { whole: READER },
  MemberState: { whole: READER },
  RegistryListing: { model: 'RegistryListing' },
  HousingCondition: { model: 'HousingCondition' },
  PersonErasure: { whole: ERASER },
  Person: {
    model: 'Person',
    fields: { nik: READER, name: RESPONDER, decisions: READER },
  },
  PersonCondition: { model: 'PersonCondition' },
  DukcapilMatch: { model: 'DukcapilMatch' },
  Classification: { model: 'Classification' },
  Exclusion: { model: 'Exclusion' },
  Enrolment: { model: 'Enrolment' },
  DisasterLoss: { model: 'DisasterLoss' },
  Proposal: {
    model: 'Proposal',
    fields: { turns: PROPOSAL_READER, availableActions: PROPOSAL_READER },
  },
  ProposalStep: { model: 'ProposalStep' },
  ProposalTurn: { whole: PROPOSAL_READER },
  ProposalEvidence: { whole: PROPOSAL_READER },
  AccessAlert: { model: 'AccessAlert' },
  WebhookEndpoint: { model: 'WebhookEndpoint', fields: { secretOverlapUntil: WEBHOOK_MANAGER } },
  WebhookSecret: { whole: WEBHOOK_MANAGER },
  RemovedWebhookEndpoint: { whole: WEBHOOK_MANAGER },
  WebhookDelivery: { model: 'WebhookDelivery', fields: { event: WEBHOOK_MANAGER } },
  WebhookEvent: { whole: WEBHOOK_MANAGER },
  WebhookEventData: { whole: WEBHOOK_MANAGER },
  AlertAcknowledgement: { model: 'AlertAcknowledgement' },
  DeprecatedUse: { model: 'DeprecatedUse' },
};

/** The rule of a schema field; undefined = none was declared, and the schema must not build. */
export function ruleOf(typeName: string, fieldName: string): Rule | undefined {
  const type = surface[typeName];
  if (type === undefined) return undefined;
  const own = type.fields?.[fieldName] ?? type.whole;
  if (own !== undefined || type.model === undefined) return own;
  return (policy[type.model].fields as Readonly<Record<string, Rule>>)[fieldName];
}
