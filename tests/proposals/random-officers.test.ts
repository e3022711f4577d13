import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProposalAction, ProposalState } from '../../prisma/generated/enums.js';
import type { Role } from '../../api/auth/principal.js';
import { SANDBOX_PERSONAS } from '../../api/auth/sandbox-personas.js';
import type { CalendarDate } from '../../api/values/calendar-date.js';
import { createTestApp, type TestApp } from '../support/app.js';
import type { PlayedStep } from '../support/play-proposal.js';
import { firstWrong } from '../support/proposal-oracle.js';
import {
  attempt,
  DECREE,
  LETTER,
  MEETING,
  read,
  reported,
  SPTJM,
  USUAL,
  VISIT,
  type ProposalAnswer,
} from '../support/proposals.js';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const PERSONAS = [
  ...['officer-village', 'village-head', 'officer-district', 'officer-regency', 'regency-head'],
  ...['social-worker', 'officer-province', 'officer-national', 'program-owner', 'auditor'],
];
const STEPS: readonly (readonly [string, object])[] = [
  ['scheduleDeliberation', { meetingOn: '2026-11-01' }],
  ['recordDeliberation', MEETING],
  ['signResponsibilityStatement', SPTJM],
  ['enterProposal', {}],
  ['assessProposal', VISIT],
  ['assessProposal', { ...VISIT, finding: 'NOT_CONFIRMED' }],
  ['verifyProposal', { outcome: 'VERIFIED' }],
  ['verifyProposal', { outcome: 'NOT_ELIGIBLE', groundCode: 'CONSIDERED_ABLE' }],
  ['returnProposal', { reason: 'VISIT_NEEDED' }],
  ['endorseProposal', LETTER],
  ['determineProposal', DECREE],
  ['determineProposal', { outcome: 'WAITLISTED' }],
];
const moves = fc.array(
  fc.oneof(
    fc.record({ step: fc.constantFrom(...STEPS), persona: fc.constantFrom(...PERSONAS) }),
    fc
      .constantFrom(...USUAL, ['determineProposal', 'regency-head', DECREE] as const)
      .map(([field, persona, input]) => ({ step: [field, input] as const, persona })),
  ),
  { minLength: 15, maxLength: 30, size: 'max' },
);

const OWN = {
  kind: 'PROGRAM_MEMBERSHIP',
  villageCode: '32.05.01.1001',
  ownerCode: '32.05',
} as const;

/** The steps of a proposal as the oracle reads them: who acted, by the persona whose subject it is. */
function playedSteps({ steps, period }: ProposalAnswer): PlayedStep[] {
  return steps.slice(1).map((step) => {
    const persona = SANDBOX_PERSONAS.find(({ id }) => step.actor === `sandbox:${id}`);
    const evidence = Object.fromEntries(
      Object.entries(step.evidence).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : undefined,
      ]),
    );
    return {
      ...{ action: step.action as ProposalAction, evidence, period },
      ...{ before: step.fromState as ProposalState, to: step.toState as ProposalState },
      actor:
        persona === undefined
          ? null
          : {
              ...{ subject: step.actor, tier: persona.tier, territory: persona.territory },
              roles: [step.role as Role],
            },
      facts: { isRegistered: true, hasNik: true, hasKkNumber: true, dukcapil: ['MATCHED'] },
      today: '2026-11-01' as CalendarDate,
    };
  });
}

test('random officers with random papers bring no proposal round a guard, through the front door', async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(moves, async (game) => {
      const { id } = await reported(app, {
        ...{ kind: 'PROGRAM_MEMBERSHIP', programCode: 'APBD-32.05-FIRE' },
      });
      for (const { step, persona } of game) {
        const { version } = (await read(app, id))!;
        await attempt(app, step[0], { id, version, ...step[1] }, persona);
      }
      const ended = (await read(app, id))!;
      reached.add(ended.state);
      expect(ended.steps.map(({ number }) => number)).toEqual(
        ended.steps.map((_step, index) => index + 1),
      );
      expect(firstWrong(playedSteps(ended), OWN)).toBeNull();
    }),
    { numRuns: 8, endOnFailure: true, seed: 20_261_101 },
  );
  expect(reached.size).toBeGreaterThan(2);
}, 240_000);
