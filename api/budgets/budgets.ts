import type { Database } from '../../prisma/database.js';
import type { Budget } from './budget.js';
import { createCostBucket, type CostBucket } from './cost-bucket.js';
import { BUDGET_LIMITS, type BudgetLimits } from './limits.js';
import { createPeopleAccount, type PeopleAccount } from './people-account.js';
import { createPeopleLedger } from './people-ledger.js';
import { createScanWatch, type ScanWatch } from './scan-watch.js';

/** What this process knows of everybody's budgets. */
export interface Budgets {
  readonly limits: BudgetLimits;
  readonly cost: CostBucket;
  readonly watch: ScanWatch;
  /** Alerts that this process has seen raised: "actor kind window". */
  readonly raised: Set<string>;
  /** The account of a budget on its day. */
  people(budget: Budget, perDay: number): PeopleAccount;
}

const MOST_ACCOUNTS = 10_000;
const DAY_MS = 86_400_000;

/** When a day of Jakarta ends, in milliseconds since 1970. */
function endOf(day: string): number {
  return Date.parse(`${day}T00:00:00+07:00`) + DAY_MS;
}

/** Budgets over a database, by the app's clock. */
export function createBudgets(options: {
  readonly database: Database;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly limits?: BudgetLimits | undefined;
}): Budgets {
  const { database, now, newId, limits = BUDGET_LIMITS } = options;
  const ledger = createPeopleLedger(database.sql, now);
  const accounts = new Map<string, PeopleAccount>();
  return Object.freeze({
    limits,
    cost: createCostBucket(database, now),
    watch: createScanWatch(),
    raised: new Set<string>(),
    people(budget: Budget, perDay: number) {
      let account = accounts.get(budget.key);
      if (account?.budget.day !== budget.day || account.perDay !== perDay) {
        if (accounts.size >= MOST_ACCOUNTS) accounts.clear();
        const dayEndsAt = endOf(budget.day);
        account = createPeopleAccount(budget, perDay, { ledger, now, newId, dayEndsAt });
        accounts.set(budget.key, account);
      }
      return account;
    },
  });
}
