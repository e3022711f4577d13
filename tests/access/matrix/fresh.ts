import type { Principal } from '../../../api/auth/principal.js';
import { makeAgencies, OWNERS, type Agencies, type Owner } from './agencies.js';
import type { Asking } from './asking.js';
import type { Attempt, Fresh } from './attempts.js';
import { VILLAGE, type PartnerIds } from './callers.js';
import { makeFamily, type FreshFamily } from './family.js';
import { freshProposals, type FreshProposals } from './proposals.js';
import { makeAlert } from './watched.js';
import { makeWebhooks, type MatrixWebhooks } from './webhooks.js';

/** What attempts are made on. What an attempt has changed is made anew for the next one. */
export interface FreshSource {
  give(): Promise<Fresh>;
  /** An attempt succeeded: what it was made on is fresh no longer. */
  spoil(attempt: Attempt, caller: Principal): void;
}

/** Invented people have numbers from here on. */
const FIRST_SERIAL = 9_000;
const NO_JOB = '0190000f-0000-7000-8000-000000000000';

/** A source of what attempts are made on. */
export function createFreshSource(
  asking: Asking,
  by: (who: string) => Principal,
  { BANK }: PartnerIds,
): FreshSource {
  let serial = FIRST_SERIAL;
  let family: FreshFamily | undefined;
  let alerts: Fresh['alerts'] | undefined;
  let bankWebhooks: MatrixWebhooks | undefined;
  let proposals: FreshProposals | undefined;
  const agencies = new Map<Owner, Agencies>();
  return {
    async give() {
      family ??= await makeFamily(asking, by, (serial += 10));
      alerts ??= {
        office: await makeAlert(asking, VILLAGE, null),
        partner: await makeAlert(asking, null, BANK),
      };
      proposals ??= await freshProposals(asking);
      bankWebhooks ??= await makeWebhooks(asking, BANK);
      for (const owner of Object.keys(OWNERS) as Owner[]) {
        if (!agencies.has(owner)) agencies.set(owner, await makeAgencies(asking, owner));
      }
      return {
        ...{ ...family, serial: serial + 8, alerts, jobId: NO_JOB, bankWebhooks, proposals },
        agencies: Object.fromEntries(agencies) as Fresh['agencies'],
      };
    },
    spoil({ spoils }, caller) {
      const what = spoils?.(caller);
      if (what === 'nothing') return;
      if (what === 'family and proposals') family = undefined;
      if (what === undefined) family = undefined;
      else if (what === 'proposals' || what === 'family and proposals') proposals = undefined;
      else if (what === 'alerts') alerts = undefined;
      else if (what === 'bank webhooks') bankWebhooks = undefined;
      else agencies.delete(what);
    },
  };
}
