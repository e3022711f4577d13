import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { ProposalState } from '../../prisma/generated/enums.js';
import { decideStep } from '../../api/proposals/decide-step.js';
import { GUARDS, type GuardName } from '../../api/proposals/guards.js';
import { TRANSITIONS } from '../../api/proposals/transitions.js';
import { games, play } from '../support/play-proposal.js';
import { firstWrong } from '../support/proposal-oracle.js';

/** Where games must get somewhere, the same are played every time. */
const SEED = 20_261_101;

/** What the states already say: entered is only what the village approved. It is asked again, since so much hangs on it. */
const SAID_TWICE: ReadonlySet<GuardName> = new Set(['agreedByVillage']);

describe('the state machine of proposals', () => {
  test('reaches no state without what guards it, whatever anybody tries in whatever order', () => {
    fc.assert(
      fc.property(games, (game) => {
        expect(firstWrong(play(game), game)).toBeNull();
      }),
      { numRuns: 3_000 },
    );
  }, 120_000);

  test('is played to every state there is', () => {
    const reached = fc
      .sample(games, { numRuns: 3_000, seed: SEED })
      .flatMap((game) => play(game).map(({ to }) => to));
    expect([...new Set(reached)].sort()).toEqual(Object.values(ProposalState).sort());
  }, 120_000);

  test.each((Object.keys(GUARDS) as GuardName[]).filter((name) => !SAID_TWICE.has(name)))(
    'and that is noticed where nobody asks whether %s holds',
    (name) => {
      const guard = vi.spyOn(GUARDS[name], 'holds').mockReturnValue(true);
      const { failed } = fc.check(
        fc.property(games, (game) => firstWrong(play(game), game) === null),
        { numRuns: 10_000, endOnFailure: true, seed: SEED },
      );
      guard.mockRestore();
      expect(failed).toBe(true);
    },
    120_000,
  );

  test('takes no step of the system by an officer, and none of an officer by nobody', () => {
    for (const { action, by: whose, from } of TRANSITIONS) {
      const asked = {
        proposal: {
          ...{ kind: 'UPDATE', state: from[0] ?? 'REPORTED', heldState: null },
          ...{ villageCode: '32.05.01.1001', ownerCode: null, period: '2026-11', rollOvers: 0 },
        },
        ...{ steps: [], evidence: {}, today: '2026-12-31', mostRollOvers: 1 },
        facts: { isRegistered: true, hasNik: true, hasKkNumber: true, dukcapil: ['MISMATCHED'] },
        days: { cutOffOn: '2026-11-17', pullOn: '2026-11-18' },
        actor:
          whose === 'SYSTEM'
            ? { subject: 'head', tier: 'REGENCY', territory: '32.05', roles: ['regency_head'] }
            : null,
      } as unknown as Parameters<typeof decideStep>[1];
      expect(decideStep(action, asked), action).toMatchObject({ code: 'FORBIDDEN' });
    }
  });
});
