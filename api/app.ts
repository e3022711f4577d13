import type { Database } from '../prisma/database.js';
import type { Vault } from '../prisma/vault/vault.js';
import { createDecider, type Decider } from './eligibility/decider.js';
import type { ReceiptSigner } from './eligibility/receipt-signer.js';
import { createAgreementRegister, type AgreementRegister } from './partners/agreement-register.js';
import { createProgramCatalog, type ProgramCatalog } from './programs/program-catalog.js';

/** How open a deployment is: `production` hides what `development` and `sandbox` show to learn from. */
export type Profile = 'development' | 'sandbox' | 'production';

/** What every request shares. Clock, ids and signer are injected, so that a test can fix them. */
export interface App {
  readonly profile: Profile;
  readonly database: Database;
  readonly vault: Vault;
  readonly receipts: ReceiptSigner;
  readonly programs: ProgramCatalog;
  readonly agreements: AgreementRegister;
  readonly decider: Decider;
  readonly now: () => Date;
  /** A fresh UUID version 7. */
  readonly newId: () => string;
}

/** What an app is made from; the rest of it is derived. */
export type AppParts = Pick<App, 'profile' | 'database' | 'vault' | 'receipts' | 'now' | 'newId'>;

/** Puts an app together from its parts. */
export function createApp(parts: AppParts): App {
  const { database, now, newId } = parts;
  return Object.freeze({
    ...parts,
    programs: createProgramCatalog(database, now),
    agreements: createAgreementRegister(database, now),
    decider: createDecider({ sql: database.sql, now, newId }),
  });
}
