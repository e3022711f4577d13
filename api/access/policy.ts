import { catalogPolicy } from './policy/catalog.js';
import { peoplePolicy } from './policy/people.js';
import type { ModelName, Policy } from './policy/policy.js';
import { recordsPolicy } from './policy/records.js';

/** The authority matrix over what is stored: model × field × who. A model without a policy fails `tsc`. */
export const policy: Policy<ModelName> = {
  ...catalogPolicy,
  ...peoplePolicy,
  ...recordsPolicy,
} satisfies Policy<ModelName>;
