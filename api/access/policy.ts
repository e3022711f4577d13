import { budgetsPolicy } from './policy/budgets.js';
import { catalogPolicy } from './policy/catalog.js';
import { deprecationsPolicy } from './policy/deprecations.js';
import { jobsPolicy } from './policy/jobs.js';
import { partnersPolicy } from './policy/partners.js';
import { oauthPolicy } from './policy/oauth.js';
import { peoplePolicy } from './policy/people.js';
import type { ModelName, Policy } from './policy/policy.js';
import { privacyPolicy } from './policy/privacy.js';
import { proposalsPolicy } from './policy/proposals.js';
import { recordsPolicy } from './policy/records.js';
import { trailPolicy } from './policy/trail.js';
import { vaultPolicy } from './policy/vault.js';
import { webhooksPolicy } from './policy/webhooks.js';

/** The authority matrix over what is stored: model × field × who. A model without a policy fails `tsc`. */
export const policy: Policy<ModelName> = {
  ...catalogPolicy,
  ...partnersPolicy,
  ...oauthPolicy,
  ...peoplePolicy,
  ...recordsPolicy,
  ...trailPolicy,
  ...vaultPolicy,
  ...budgetsPolicy,
  ...privacyPolicy,
  ...jobsPolicy,
  ...webhooksPolicy,
  ...deprecationsPolicy,
  ...proposalsPolicy,
} satisfies Policy<ModelName>;
