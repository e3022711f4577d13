export { createClient } from './create-client.js';
export { createReceiptVerifier, verifyReceipt } from './receipts/verify-receipt.js';
export {
  BadUserInputError,
  ConflictError,
  DinsosError,
  ForbiddenError,
  InternalServerError,
  JobEndedError,
  NetworkError,
  NotFoundError,
  OperationTooComplexError,
  RateLimitedError,
  ReceiptError,
  ServiceUnavailableError,
  TimeoutError,
  UnauthenticatedError,
  UnexpectedResponseError,
  WebhookError,
} from './errors.js';
export { FAULT_CODES } from './generated/fault-codes.js';
export { paginate } from './paginate.js';
export { verifyWebhook } from './webhooks/verify-webhook.js';
export {
  AccessLogDocument,
  MyCorrectionsDocument,
  RegionStatisticsDocument,
  RequestCorrectionDocument,
} from './generated/documents.js';
export {
  AccessPurpose,
  Accreditation,
  Degree,
  EligibilityJobStatus,
  EligibilityOutcome,
  EnrolmentStatus,
  EntitlementKind,
  EntitlementPeriod,
  Finding,
  Language,
  PartnerKind,
  RefusalCode,
  Tier,
} from './generated/types.js';
export type {
  CheckManyOptions,
  DinsosClient,
  EligibilityCheck,
  JobStart,
  ListOptions,
  PurposeOptional,
  PurposeRequired,
  StreamOptions,
} from './client.js';
export type {
  ClientKey,
  ClientOptions,
  CommonOptions,
  CostEvent,
  Credentials,
  GivenCredentials,
  PrivateJwk,
  RequestEvent,
  ResponseEvent,
} from './client-options.js';
export type { Cost, Refill } from './cost.js';
export type { Rows } from './eligibility/read-chunks.js';
export type { AnyDinsosError, DinsosErrorDetails, FaultCode, WebhookFlaw } from './errors.js';
export type { Fetch } from './http/send.js';
export type { EligibilityJob, JobDecision, JobProgress, JobResult } from './jobs/job-models.js';
export type {
  AidProgram,
  CheckResult,
  CriterionFinding,
  EligibilityDecision,
  Entitlement,
  EntitlementLine,
  NextStep,
  PersonCheck,
  PpksCategory,
  ProgramClaims,
  Refusal,
  Region,
  RegionStatistics,
  Viewer,
} from './models.js';
export type { Page, Pages } from './paginate.js';
export type { ReceiptDecision, ReceiptPayload } from './receipts/receipt-payload.js';
export type { ReceiptTrust, VerifyReceipt } from './receipts/verify-receipt.js';
export type {
  CallOptions,
  RequestArguments,
  ResultOf,
  TypedDocument,
  TypedDocumentText,
  VariablesOf,
} from './typed-document.js';
export type { WebhookHeaders, WebhookTrust } from './webhooks/verify-webhook.js';
export type { WebhookEvent, WebhookEventData, WebhookEventType } from './webhooks/webhook-event.js';
