import { NikAlreadyRecordedError } from '../people/errors.js';
import type { RefusalError } from '../refusal-error.js';
import { AlreadyProposedError } from '../proposals/errors.js';
import { KkNumberInUseError } from './errors.js';

const UNIQUE_VIOLATION = '23505';

/** The refusal that a violated unique index stands for; null for every other error. Both drivers name code and index. */
export function refusalOfConstraint(error: unknown): RefusalError | null {
  const { code, constraint } = (error ?? {}) as { code?: unknown; constraint?: unknown };
  if (code !== UNIQUE_VIOLATION) return null;
  if (constraint === 'person_nik_index_key') return new NikAlreadyRecordedError();
  if (constraint === 'proposal_open_key') return new AlreadyProposedError();
  return constraint === 'household_kk_index_key' ? new KkNumberInUseError() : null;
}
