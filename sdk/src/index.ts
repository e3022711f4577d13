export { createClient } from './create-client.js';
export { createReceiptVerifier, verifyReceipt } from './receipts/verify-receipt.js';
export {
  BadUserInputError,
  ConflictError,
  DinsosError,
  FAULT_CODES,
  ForbiddenError,
  InternalServerError,
  NetworkError,
  NotFoundError,
  OperationTooComplexError,
  RateLimitedError,
  ReceiptError,
  ServiceUnavailableError,
  TimeoutError,
  UnauthenticatedError,
  UnexpectedResponseError,
} from './errors.js';
export {
  AccessPurpose,
  Accreditation,
  Degree,
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
  ListOptions,
  PurposeOptional,
  PurposeRequired,
} from './client.js';
export type { ClientOptions, Credentials, RequestEvent } from './client-options.js';
export type { Rows } from './eligibility/read-chunks.js';
export type { AnyDinsosError, DinsosErrorDetails, FaultCode } from './errors.js';
export type { Fetch } from './http/post-json.js';
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
  Viewer,
} from './models.js';
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
