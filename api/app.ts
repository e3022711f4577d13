import type { Database } from '../prisma/database.js';
import type { Vault } from '../prisma/vault/vault.js';
import { createBudgets, type Budgets } from './budgets/budgets.js';
import type { BudgetLimits } from './budgets/limits.js';
import { createUseCounter, type UseCounter } from './deprecations/use-counter.js';
import { createDecider, type Decider } from './eligibility/decider.js';
import type { ReceiptSigner } from './eligibility/receipt-signer.js';
import { createJobUrls, type JobUrls } from './jobs/job-urls.js';
import { createAgreementRegister, type AgreementRegister } from './partners/agreement-register.js';
import { createProgramCatalog, type ProgramCatalog } from './programs/program-catalog.js';
import { createTreeHeads, type TreeHeads } from './trail/tree-heads.js';
import type { TrailKey } from './trail/verifier/tree-head.js';
import type { WebhookKey } from './webhooks/webhook-signer.js';
import { USUAL_TARGETS, type WebhookTargets } from './webhooks/webhook-targets.js';

/** How open a deployment is: `production` hides what `development` and `sandbox` show to learn from. */
export type Profile = 'development' | 'sandbox' | 'production';

/** The trail of looks as the outside knows it. */
export interface Trail {
  readonly heads: TreeHeads;
  /** Public keys that sign tree heads, current and former. */
  readonly keys: readonly TrailKey[];
}

/** Webhooks as the outside knows them. */
export interface Webhooks {
  readonly targets: WebhookTargets;
  /** Public keys that sign deliveries, current and former. */
  readonly keys: readonly WebhookKey[];
}

/** What every request shares. Clock, ids and signer are injected, so that a test can fix them. */
export interface App {
  readonly profile: Profile;
  readonly database: Database;
  readonly vault: Vault;
  readonly receipts: ReceiptSigner;
  readonly programs: ProgramCatalog;
  readonly agreements: AgreementRegister;
  readonly decider: Decider;
  readonly trail: Trail;
  readonly budgets: Budgets;
  readonly deprecatedUses: UseCounter;
  readonly jobUrls: JobUrls;
  readonly webhooks: Webhooks;
  readonly now: () => Date;
  /** A fresh UUID version 7. */
  readonly newId: () => string;
}

/** What an app is made from; the rest of it is derived. */
export interface AppParts extends Pick<
  App,
  'profile' | 'database' | 'vault' | 'receipts' | 'now' | 'newId'
> {
  /** Where a sequencer signs heads: its public keys, and for how long restricted data is shown without a new head. */
  readonly trail?: { readonly keys: readonly TrailKey[]; readonly longestMs: number };
  /** Where webhooks may be sent, and what signs them; public https and no key where absent. */
  readonly webhooks?: Webhooks | undefined;
  /** Instead of the house's own limits. */
  readonly limits?: BudgetLimits | undefined;
  /** The public origin of the server, once it is known. */
  readonly origin: () => string;
}

/** Puts an app together from its parts. */
export function createApp({ trail, limits, webhooks, origin, ...parts }: AppParts): App {
  const { database, now, newId } = parts;
  return Object.freeze({
    ...parts,
    programs: createProgramCatalog(database, now),
    agreements: createAgreementRegister(database, now),
    trail: {
      heads: createTreeHeads(database.sql, now, trail?.longestMs ?? null),
      keys: trail?.keys ?? [],
    },
    webhooks: webhooks ?? { targets: USUAL_TARGETS, keys: [] },
    decider: createDecider({ sql: database.sql, now, newId }),
    budgets: createBudgets({ database, now, newId, limits }),
    deprecatedUses: createUseCounter({ sql: database.sql, now, newId }),
    jobUrls: createJobUrls(origin),
  });
}
