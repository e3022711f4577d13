import type { Refusal } from '../models.js';
import { areClaimsWellFormed } from './claims-form.js';

const LONGEST_REFERENCE = 120;
const UNFIT_CHARACTER = /\0|\p{Surrogate}/u;

/**
 * Why a check cannot be sent, or null. Only what would spoil the whole request that it travels in, or is certain to be
 * refused, is caught here; the registry judges the rest. The contract has no refusal of its own for a reference: it
 * counts among the claims.
 */
export function refuseCheck(check: {
  nik?: unknown;
  reference?: unknown;
  claims?: unknown;
}): Refusal | null {
  if (typeof check.nik !== 'string' || !/^\d{16}$/.test(check.nik)) {
    return { code: 'MALFORMED_NIK', message: 'A NIK is a string of 16 digits.' };
  }
  if (!isReference(check.reference ?? null)) {
    return {
      code: 'INVALID_CLAIMS',
      message: `A reference is a text of at most ${LONGEST_REFERENCE} characters.`,
    };
  }
  if (!areClaimsWellFormed(check.claims ?? null)) {
    return {
      code: 'INVALID_CLAIMS',
      message: 'The claims are not of the form that a program takes.',
    };
  }
  return null;
}

function isReference(reference: unknown): boolean {
  if (reference === null || typeof reference === 'number') return true;
  if (typeof reference !== 'string' || UNFIT_CHARACTER.test(reference)) return false;
  return reference.length <= LONGEST_REFERENCE;
}
