import { CHANGES } from '../../api/determination/change.js';
import { describedEnum } from '../described-enum.js';

const VALUES = Object.fromEntries(CHANGES.map((change) => [change, change])) as {
  readonly [Change in (typeof CHANGES)[number]]: Change;
};

/** What a determination would do to a household or person. */
export const DeterminationChange = describedEnum(
  'DeterminationChange',
  VALUES,
  'What a determination by the rule in force would do to a household or person.',
  {
    ENTERING: 'Eligible, and not enrolled.',
    LEAVING: 'Enrolled (waiting, active or suspended), and not eligible any more.',
    STAYING: 'Enrolled, and still eligible.',
    UNDETERMINED: 'Enrolled, and it cannot be told: to be looked into, never dropped for that.',
  },
);
