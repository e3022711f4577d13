import type {
  CorrectionField,
  CorrectionRefusal,
  CorrectionStatus,
  IdentityProof,
} from '../../prisma/generated/enums.js';
import type { CorrectionClaim } from '../../prisma/vault/vault.js';
import type { App } from '../app.js';

/** A wish to correct, as it is shown. */
export interface Correction {
  readonly id: string;
  readonly version: number;
  readonly personId: string;
  readonly field: CorrectionField;
  readonly status: CorrectionStatus;
  /** What is claimed; null once erased. */
  readonly claim: CorrectionClaim | null;
  readonly verifiedBy: IdentityProof;
  readonly requestedAt: string;
  readonly dueAt: string;
  readonly startedAt: string | null;
  readonly resolvedAt: string | null;
  readonly refusal: CorrectionRefusal | null;
  readonly legalBasis: string | null;
  readonly changeId: string | null;
  /** The regency whose office owes the answer. */
  readonly officeCode: string;
  readonly officeName: string | null;
  /** Seconds past the clock of 3 × 24 hours, until it was answered or until now; null = in time. */
  readonly overdueSeconds: number | null;
}

/** A wish as the database's `correction_json` gives it. */
export type StoredCorrection = Omit<Correction, 'claim' | 'overdueSeconds'> & {
  /** Sealed, as base64. */
  readonly claim: string | null;
  /** The person's key, wrapped, as base64; null once erased. */
  readonly key: string | null;
};

/** How long the law leaves for a correction (UU 27/2022 art. 30), and for notices of a breach (art. 46). */
export const CLOCK_MS = 3 * 24 * 60 * 60_000;

/** Opens the claim and reads the clock. */
export function openCorrection({ vault, now }: App, stored: StoredCorrection): Correction {
  const { key, ...shown } = stored;
  const { id, personId, claim, dueAt, resolvedAt } = shown;
  const end = resolvedAt === null ? now().getTime() : Date.parse(resolvedAt);
  const late = Math.floor((end - Date.parse(dueAt)) / 1_000);
  return {
    ...shown,
    claim:
      claim === null || key === null
        ? null
        : vault.openClaim(
            { id: personId, wrapped: Buffer.from(key, 'base64') },
            id,
            Buffer.from(claim, 'base64'),
          ),
    overdueSeconds: late > 0 ? late : null,
  };
}
