import type { AccessPurpose, PartnerKind } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { Role, Tier } from '../auth/principal.js';
import type { RegionCode } from '../values/region-code.js';

/** Some rows of a job that one worker alone has for a time, and on whose behalf they are decided. */
export interface ClaimedChunk {
  readonly id: string;
  readonly actor: string;
  readonly clientId: string;
  readonly tier: Tier;
  readonly territory: RegionCode | null;
  readonly roles: readonly Role[];
  readonly partnerId: string | null;
  readonly partnerKind: PartnerKind | null;
  readonly purpose: AccessPurpose;
  readonly programId: string;
  readonly ruleVersionId: string;
  /** YYYY-MM-DD. */
  readonly asOf: string;
  readonly requestId: string;
  readonly number: number;
  readonly firstOrd: number;
  readonly lastOrd: number;
  /** How often it was taken, this time included. */
  readonly attempts: number;
}

/** The next chunk: callers take turns, and so do the jobs of one. Null = there is nothing to decide. */
export async function claimChunk(
  sql: Sql,
  worker: string,
  leaseMs: number,
): Promise<ClaimedChunk | null> {
  const [chunk] = await sql.query<ClaimedChunk>(
    'SELECT * FROM claim_job_chunk($1::uuid, $2::int4)',
    [worker, leaseMs],
    'claim-job-chunk',
  );
  return chunk ?? null;
}
