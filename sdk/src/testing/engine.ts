/** A program as the registry publishes it. */
export interface FakeProgram {
  readonly id: string;
  readonly code: string;
  readonly nameId: string;
  readonly nameEn: string;
  readonly administeringTier: string;
  readonly unit: string;
  readonly ownerCode: string | null;
  readonly legalBasis: string;
  /** Newest first. */
  readonly rules: readonly FakeRule[];
}

/** A dated version of a program's rules. */
export interface FakeRule {
  readonly id: string;
  readonly ruleSet: {
    readonly version: string;
    readonly claims: string;
    readonly criteria: readonly { readonly code: string; readonly message: Words }[];
    readonly entitlement: { readonly maxSemesters?: Readonly<Record<string, number>> };
  };
  readonly legalBasis: string;
  readonly inForceFrom: string;
  readonly inForceUntil: string | null;
}

/** A text in both languages. */
export interface Words {
  readonly id: string;
  readonly en: string;
}

/** A decision before it is cut to a purpose; what the engine makes of it is its own affair. */
interface WholeDecision {
  readonly id: string;
  readonly reference: string | null;
  readonly program: FakeProgram;
  readonly rule: FakeRule;
  readonly asOf: string;
  readonly decidedAt: Date;
  readonly facts: object;
  readonly evaluation: object;
}

/** A decision as its asker sees it. */
export interface FakeDecision {
  readonly id: string;
  readonly program: FakeProgram;
  readonly asOf: string;
  readonly decidedAt: Date;
}

/** For whom a receipt is signed, and how. */
interface Signing {
  readonly app: { readonly receipts: { sign(payload: object): Promise<string> } };
  readonly principal: { readonly clientId: string };
}

/** The registry's own functions, of which a fake is made. What they throw holds no value of a question. */
export interface Engine {
  cutFacts(held: object, household: string, person: string, asOf: string): object | null;
  evaluate(ruleSet: object, facts: object): object;
  discloseDecision(decision: WholeDecision, purpose: string): FakeDecision;
  purposeCovers(purpose: string, program: FakeProgram): boolean;
  readClaims(takes: string, claims: unknown): object | null;
  signReceipt(signing: Signing, decision: FakeDecision): Promise<string>;
  parseNik(text: unknown): string | null;
  parseRegionCode(text: unknown): string | null;
  parseCalendarDate(text: unknown): string | null;
  jakartaDate(instant: Date): string;
}
