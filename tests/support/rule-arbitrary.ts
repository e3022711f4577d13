import fc from 'fast-check';
import { ALWAYS, GOVERNMENT, NEVER, within, type Rule } from '../../api/access/rule.js';
import { parseRegionCode } from '../../api/values/region-code.js';
import { ROLES, TIERS, type Principal } from '../../api/auth/principal.js';

const PURPOSES = ['PAYEE_VERIFICATION', 'SOCIAL_SERVICE', 'SELF_SERVICE'] as const;

/** What a broken token may put in the place of a text. */
const junk = fc.constantFrom<unknown>(
  ...[undefined, null, 32, true, [], {}, ['32.05'], { gte: '' }],
  ...[
    '',
    '%',
    '_',
    '.',
    '3',
    '32/',
    '32.0',
    '32.05.',
    ' 32',
    '32\n',
    '32\u0000',
    '\ud800',
    'REGENCY,NATIONAL',
  ],
  `32' OR 'a' = 'a`,
);
const mostly = <T>(good: fc.Arbitrary<T>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 9, arbitrary: good }, { weight: 1, arbitrary: junk });
const codes = fc.constantFrom(
  ...['31', '32', '31.71', '32.05', '32.05.01', '32.73', '31.71.01.1001', '35.10', '99'],
);

/** Officers as tokens make them, whose territory is one of their tier's. */
const officers: fc.Arbitrary<Partial<Principal>> = fc
  .constantFrom<readonly [Principal['tier'], string | null]>(
    ...([
      ['NATIONAL', null],
      ['PROVINCE', '31'],
      ['PROVINCE', '32'],
    ] as const),
    ...([
      ['REGENCY', '32.05'],
      ['REGENCY', '32.73'],
      ['REGENCY', '99.01'],
    ] as const),
    ...([
      ['DISTRICT', '32.05.01'],
      ['VILLAGE', '31.71.01.1001'],
    ] as const),
  )
  .chain(([tier, territory]) =>
    fc.record({
      tier: fc.constant(tier),
      territory: fc.constant(parseRegionCode(territory)),
      roles: fc.oneof(fc.constant([...ROLES]), fc.subarray([...ROLES])),
      purpose: fc.constant('SOCIAL_SERVICE' as const),
    }),
  );

/** Callers, half of them officers, and the most of the others as tokens make them; `partnerId` is one who owns something. */
export const principals = (partnerId: string): fc.Arbitrary<Principal> =>
  fc
    .tuple(anybody(partnerId), fc.option(officers, { nil: {}, freq: 2 }))
    .map(([principal, officer]) => ({ ...principal, ...officer }));

const anybody = (partnerId: string): fc.Arbitrary<Principal> =>
  fc.record({
    subject: mostly(
      fc.constantFrom(
        'POOR',
        'somebody',
        'sandbox-officer-regency',
        'sandbox-bank',
        'sandbox-citizen-desk',
      ),
    ),
    clientId: fc.constant('test'),
    name: fc.constant('Kantor Contoh'),
    tier: mostly(fc.constantFrom(...TIERS)),
    territory: mostly(fc.option(codes, { nil: null })),
    roles: fc.oneof(
      { weight: 9, arbitrary: fc.subarray([...ROLES]) },
      {
        weight: 1,
        arbitrary: fc.constantFrom<unknown>(
          ...[null, 'social_worker', {}, ['social_worker,auditor'], [['social_worker']], ['']],
        ),
      },
    ),
    purpose: mostly(fc.constantFrom(...PURPOSES)),
    partner: fc.oneof(
      { weight: 5, arbitrary: fc.constant({ id: partnerId, kind: 'BANK' }) },
      { weight: 4, arbitrary: fc.constant(null) },
      { weight: 1, arbitrary: junk.map((id) => ({ id })) },
      { weight: 1, arbitrary: fc.constant({ id: partnerId.toUpperCase() }) },
    ),
    scopes: fc.constant([]),
    expiresAt: fc.constant(0),
  }) as fc.Arbitrary<unknown> as fc.Arbitrary<Principal>;

const leaves: fc.Arbitrary<Rule> = fc.oneof(
  fc.constantFrom<Rule>(NEVER, ALWAYS, GOVERNMENT, within('household', 'villageCode')),
  fc.record({ is: fc.constant('tier' as const), in: fc.subarray([...TIERS]) }),
  fc.record({ is: fc.constant('role' as const), in: fc.subarray([...ROLES]) }),
  fc.record({ is: fc.constant('purpose' as const), in: fc.subarray([...PURPOSES]) }),
  fc.constant<Rule>({ is: 'within', path: ['household', 'villageCode'] }),
  fc.constant<Rule>({ is: 'owned', path: ['household', 'villageCode'] }),
  fc.constant<Rule>({ is: 'unowned', path: ['personId'] }),
  fc
    .subarray(['R1', 'R2', 'R3'])
    .map((values): Rule => ({ is: 'one of', column: 'sensitivity', values })),
  fc.constantFrom<Rule>(
    { is: 'own', column: 'categoryCode', claim: 'subject' },
    { is: 'own', column: 'id', claim: 'partner' },
  ),
);
/** Rules over the columns of a classification. */
export const rules: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaves,
    fc.array(tie('rule'), { maxLength: 3 }).map((all): Rule => ({ all })),
    fc.array(tie('rule'), { maxLength: 3 }).map((any): Rule => ({ any })),
  ),
})).rule;
