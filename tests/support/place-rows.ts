import type { Sql } from '../../prisma/sql.js';
import { placeJobs } from './job-rows.js';
import { placeProposals } from './proposal-rows.js';
import { placeUses } from './use-rows.js';
import { placeWebhooks } from './webhook-rows.js';

/** Rows of what no seed has, for several callers each. */
export async function placeRows(sql: Sql): Promise<void> {
  await placeWebhooks(sql);
  await placeUses(sql);
  await placeJobs(sql);
  await placeProposals(sql);
}
