import { GOVERNMENT, work, type Rule } from '../rule.js';

/** The heads of the social offices of areas: each manages the partners and programs that its area owns. */
export const HEAD = {
  all: [
    GOVERNMENT,
    {
      any: [
        {
          all: [
            { is: 'tier', in: ['PROVINCE'] },
            { is: 'role', in: ['province_head'] },
          ],
        },
        {
          all: [
            { is: 'tier', in: ['REGENCY'] },
            { is: 'role', in: ['regency_head'] },
          ],
        },
      ],
    },
  ],
} as const satisfies Rule;

/** The offices of the centre. */
export const NATIONAL = {
  all: [GOVERNMENT, { is: 'tier', in: ['NATIONAL'] }],
} as const satisfies Rule;

/** Who runs the national programs. */
export const PROGRAM_OWNER = {
  all: [NATIONAL, { is: 'role', in: ['ministry_program_owner'] }],
} as const satisfies Rule;

/** Who manages partners and programs: the ministry's program owner those of no area, the head of an area's office its own. */
export const OWNER = work({
  ...{ NATIONAL: ['ministry_program_owner'], PROVINCE: ['province_head'] },
  REGENCY: ['regency_head'],
});
