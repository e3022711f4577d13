import type { Refusal } from '../models.js';
import { areClaimsWellFormed } from './claims-form.js';

/**
 * Why a check cannot be sent, or null. Only what would spoil the whole request that it travels in, or is certain to be
 * refused, is caught here; the registry judges the rest.
 */
export function refuseCheck(check: { nik?: unknown; claims?: unknown }): Refusal | null {
  if (typeof check.nik !== 'string' || !/^\d{16}$/.test(check.nik)) {
    return { code: 'MALFORMED_NIK', message: 'A NIK is a string of 16 digits.' };
  }
  if (!areClaimsWellFormed(check.claims ?? null)) {
    return {
      code: 'INVALID_CLAIMS',
      message: 'The claims are not of the form that a program takes.',
    };
  }
  return null;
}
