import {
  WELFARE_GROUPS,
  type AreaStatistics as Area,
  type ShownCount,
} from '../../api/statistics/area-counts.js';
import type { RegionStatistics as Statistics } from '../../api/statistics/region-statistics.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';
import { EnrolmentStateEnum } from '../enrolments/types.js';

const groups = Object.fromEntries(WELFARE_GROUPS.map((group) => [group, group])) as {
  readonly [Group in (typeof WELFARE_GROUPS)[number]]: Group;
};

const WelfareGroupEnum = describedEnum(
  'WelfareGroup',
  groups,
  'Where a household stands in DTSEN on a day. Every household is in exactly one group.',
  {
    DECILE_1: 'Decile 1, the poorest tenth.',
    DECILE_2: 'Decile 2, the second tenth from below.',
    DECILE_3: 'Decile 3, the third tenth from below.',
    DECILE_4: 'Decile 4, the fourth tenth from below.',
    DECILE_5: 'Decile 5, the fifth tenth from below.',
    DECILE_6: 'Decile 6, the sixth tenth from below.',
    DECILE_7: 'Decile 7, the seventh tenth from below.',
    DECILE_8: 'Decile 8, the eighth tenth from below.',
    DECILE_9: 'Decile 9, the ninth tenth from below.',
    DECILE_10: 'Decile 10, the best-off tenth.',
    NOT_RANKED: 'Listed, and not ranked yet.',
    NOT_LISTED: 'Not listed in DTSEN on the day.',
  },
);

const Tally = builder.objectRef<{ readonly count: ShownCount }>('Tally').implement({
  description:
    'How many there are. A number of 1 to 4 is kept back, and so are others from which it could be worked out.',
  fields: (t) => ({
    count: t.exposeInt('count', { nullable: true, description: 'The number; null = kept back.' }),
    suppressed: t.boolean({
      description: 'Whether the number is kept back. That it is does not say that it is small.',
      resolve: ({ count }) => count === null,
    }),
  }),
});

const tally = (count: ShownCount) => ({ count });

const WelfareCount = builder.objectRef<Area['welfare'][number]>('WelfareCount').implement({
  description: 'How many households of an area stand in a group of welfare.',
  fields: (t) => ({
    group: t.field({
      type: WelfareGroupEnum,
      description: 'The decile, or why there is none.',
      resolve: ({ group }) => group,
    }),
    households: t.field({
      type: Tally,
      description: 'Households in it.',
      resolve: ({ households }) => tally(households),
    }),
  }),
});

const EnrolmentCount = builder
  .objectRef<NonNullable<Area['enrolled']>[number]>('EnrolmentCount')
  .implement({
    description: 'How many households of an area have an enrolment in a state.',
    fields: (t) => ({
      status: t.field({
        type: EnrolmentStateEnum,
        description: 'ACTIVE, WAITLISTED or SUSPENDED.',
        resolve: ({ status }) => status,
      }),
      households: t.field({
        type: Tally,
        description:
          'Households that are enrolled so, or a member of which is. One with members in two states counts in both.',
        resolve: ({ households }) => tally(households),
      }),
    }),
  });

const AreaStatistics = builder.objectRef<Area>('AreaStatistics').implement({
  description:
    'Households and people of one area on the day. A household counts where it is recorded today, if somebody living belonged to it on the day. No PPKS category is ever counted.',
  fields: (t) => ({
    code: t.expose('code', {
      type: 'RegionCode',
      nullable: true,
      description: 'The area; null = the whole country.',
    }),
    name: t.exposeString('name', {
      nullable: true,
      description: 'Its official name; null = the whole country.',
    }),
    households: t.field({
      type: Tally,
      description: 'Households in which somebody lives.',
      resolve: ({ households }) => tally(households),
    }),
    people: t.field({
      type: Tally,
      description: 'People who live in them.',
      resolve: ({ people }) => tally(people),
    }),
    welfare: t.field({
      type: [WelfareCount],
      description: 'Households by decile, not ranked and not listed: always all twelve groups.',
      resolve: ({ welfare }) => [...welfare],
    }),
    enrolments: t.field({
      type: [EnrolmentCount],
      nullable: true,
      description:
        'Households by their state in the program: always all three. Null where no program was asked about.',
      resolve: ({ enrolled }) => (enrolled === null ? null : [...enrolled]),
    }),
  }),
});

/** Statistics of an area and of those directly below it. */
export const RegionStatistics = builder.objectRef<Statistics>('RegionStatistics').implement({
  description:
    'How many households and people an area has, by welfare and by enrolment, and the same of each area directly below it. For officers who read the registry, each in the own territory. Never for partners.',
  fields: (t) => ({
    asOf: t.expose('asOf', { type: 'Date', description: 'The day that was counted.' }),
    total: t.field({
      type: AreaStatistics,
      description: 'The area itself.',
      resolve: ({ total }) => total,
    }),
    areas: t.field({
      type: [AreaStatistics],
      description:
        'Every area directly below it, by code, those without households too; empty below a village.',
      resolve: ({ areas }) => [...areas],
    }),
  }),
});
