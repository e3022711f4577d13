import type { AccessPurpose } from '../../prisma/generated/enums.js';
import type { Charge } from '../budgets/people-account.js';
import type { CatalogProgram, PublishedRule } from '../programs/program-catalog.js';
import type { CodeRange } from '../values/region-code.js';
import type { Evaluation } from './evaluate.js';
import type { Facts, StudentAidClaims } from './facts.js';

/** One question, validated: whom, by which rule, on which day, under whose grant. */
export interface Question {
  readonly nikIndex: Uint8Array<ArrayBuffer>;
  readonly program: CatalogProgram;
  readonly rule: PublishedRule;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  readonly reference: string | null;
  readonly claims: StudentAidClaims | null;
  readonly asker: Asker;
  /** The place that the person takes in the asker's budget of the day. */
  readonly charge: Charge;
}

/** On whose behalf a question is put, as the token says it. */
export interface Asker {
  readonly subject: string;
  readonly tier: string;
  readonly territory: string | null;
  readonly partnerId: string | null;
  readonly purpose: AccessPurpose;
  /** By which right: the agreement's number, or the law. */
  readonly legalBasis: string;
  readonly territories: readonly CodeRange[];
  readonly requestId: string;
}

/** A decision as it was made: everything that the record holds and an answer is cut from. */
export interface Decision {
  readonly id: string;
  readonly reference: string | null;
  readonly program: CatalogProgram;
  readonly rule: PublishedRule;
  readonly asOf: string;
  readonly decidedAt: Date;
  readonly facts: Facts;
  readonly evaluation: Evaluation;
}
