import { expect } from 'vitest';
import type { TestApp } from './app.js';

/** A decision as {@link CHECK} and {@link REPLAY} show it: every field that must come back alike when it is replayed. */
export interface ShownDecision {
  readonly id: string;
  readonly receipt: string;
  readonly ruleVersion: string;
  readonly outcome: string;
  readonly criteria: readonly { readonly code: string }[];
  readonly entitlement: { readonly perYear: number } | null;
}

/** What either document is answered with; null = there is no such decision for the caller. */
export interface ShownAnswer {
  readonly decision: ShownDecision | null;
}

const SHOWN = /* GraphQL */ `
  fragment Shown on EligibilityDecision {
    id
    reference
    program {
      code
    }
    outcome
    criteria {
      code
      finding
      message
      english: message(language: EN)
      legalBasis
    }
    nextSteps {
      code
      message
      office
    }
    warnings
    enrolment
    entitlement {
      perYear
      lines {
        code
        kind
        amount
        period
        count
      }
    }
    route
    ruleVersion
    registryVersion
    asOf
    decidedAt
    receipt
  }
`;

/** Decides. */
export const CHECK = `${SHOWN} query ($input: CheckEligibilityInput!) { decision: checkEligibility(input: $input) { ...Shown } }`;
/** Reads a decision again by its id. */
export const REPLAY = `${SHOWN} query ($id: ID!) { decision: eligibilityDecision(id: $id) { ...Shown } }`;

/** Decides as `persona`; a fault fails the test. */
export async function check(app: TestApp, input: object, persona: string): Promise<ShownDecision> {
  const { data, errors } = await app.graphql<ShownAnswer>(CHECK, { input }, persona);
  expect(errors).toBeUndefined();
  return data!.decision!;
}

/** A decision as bytes, but for the signature: ES256 signs each time anew. */
export function bytesOf(decision: ShownDecision): string {
  return JSON.stringify({ ...decision, receipt: decision.receipt.split('.').slice(0, 2) });
}
