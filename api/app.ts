import type { Database } from '../prisma/database.js';
import type { Vault } from '../prisma/vault/vault.js';
import type { ReceiptSigner } from './eligibility/receipt-signer.js';

/** How open a deployment is: `production` hides what `development` and `sandbox` show to learn from. */
export type Profile = 'development' | 'sandbox' | 'production';

/** What every request shares. Clock, ids and signer are injected, so that a test can fix them. */
export interface App {
  readonly profile: Profile;
  readonly database: Database;
  readonly vault: Vault;
  readonly receipts: ReceiptSigner;
  readonly now: () => Date;
  /** A fresh UUID version 7. */
  readonly newId: () => string;
}
