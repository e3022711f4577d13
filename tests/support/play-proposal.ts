import fc from 'fast-check';
import {
  DukcapilStatus,
  ProposalAction,
  ProposalKind,
  type ProposalState,
} from '../../prisma/generated/enums.js';
import type { Role, Tier } from '../../api/auth/principal.js';
import { decideStep } from '../../api/proposals/decide-step.js';
import type { Evidence } from '../../api/proposals/evidence.js';
import { openPeriod } from '../../api/proposals/open-period.js';
import { periodDays } from '../../api/proposals/period-days.js';
import type { ProposalActor, Situation, SubjectFacts } from '../../api/proposals/situation.js';
import type { CalendarDate } from '../../api/values/calendar-date.js';

const CALENDAR = { cutOffDay: 17, pullDay: 18 };
/** How often a proposal is rolled over in a game. */
export const MOST_ROLL_OVERS = 2;

/** A step that was taken in a game, with all that was true at the time. */
export interface PlayedStep {
  readonly action: ProposalAction;
  readonly actor: ProposalActor | null;
  readonly evidence: Readonly<Record<string, string | undefined>>;
  readonly before: ProposalState | null;
  readonly to: ProposalState;
  readonly facts: SubjectFacts;
  readonly today: CalendarDate;
  readonly period: string;
}

/** What happens next in a game: somebody tries a step, the world changes, or days pass. */
type Move =
  | { readonly is: 'step'; action: ProposalAction; actor: ProposalActor | null; evidence: object }
  | { readonly is: 'facts'; facts: SubjectFacts }
  | { readonly is: 'days'; days: number };

/** A whole game. */
export interface Game {
  readonly kind: ProposalKind;
  readonly villageCode: string;
  readonly ownerCode: string | null;
  readonly moves: readonly Move[];
}

const actor = (
  subject: string,
  tier: Tier,
  territory: string | null,
  ...roles: Role[]
): ProposalActor => ({ subject, tier, territory, roles });

/** Few people, some of whom wear several hats, so that one meets the same case twice. */
const ACTORS: readonly (ProposalActor | null)[] = [
  null,
  actor('operator', 'VILLAGE', '32.05.01.1001', 'village_operator'),
  actor('lurah', 'VILLAGE', '32.05.01.1001', 'village_head'),
  actor('both', 'VILLAGE', '32.05.01.1001', 'village_operator', 'village_head'),
  actor('tksk', 'DISTRICT', '32.05.01', 'tksk'),
  // One who moves up: an operator of before, by the same subject.
  actor('operator', 'REGENCY', '32.05', 'regency_verifier', 'regency_head'),
  actor('verifier', 'REGENCY', '32.05', 'regency_verifier'),
  actor('other-verifier', 'REGENCY', '32.05', 'regency_verifier', 'regency_head'),
  actor('head', 'REGENCY', '32.05', 'regency_head'),
  actor('peksos', 'REGENCY', '32.05', 'social_worker'),
  actor('monitor', 'PROVINCE', '32', 'province_monitor'),
  actor('province', 'PROVINCE', '32', 'province_head'),
  actor('ministry', 'NATIONAL', null, 'ministry_determination'),
  actor('verifier', 'NATIONAL', null, 'ministry_determination'),
  actor('owner', 'NATIONAL', null, 'ministry_program_owner'),
];

const day = fc.constantFrom('2026-10-20', '2026-11-01', '2026-11-09', '2027-06-01');
const evidence = fc.record(
  {
    forum: fc.constantFrom('MUSKEL', 'MUSDES'),
    ...{ meetingOn: day, heldOn: day, publishedOn: day, signedOn: day, visitedOn: day },
    decreedOn: day,
    decreePeriod: fc.constantFrom('2026-01', '2026-11', '2027-12'),
    finding: fc.constantFrom('CONFIRMED', 'NOT_CONFIRMED'),
    reason: fc.constantFrom('VISIT_NEEDED', 'DATA_INCORRECT'),
    ...{ minutes: fc.constant('BA-1'), statement: fc.constant('SPTJM-1') },
  },
  { requiredKeys: ['minutes', 'statement'] },
);
/** What fits nearly always, so that games get to their ends. */
const fitting = fc.constant({
  ...{ forum: 'MUSKEL', meetingOn: '2027-06-01', heldOn: '2027-06-01', finding: 'CONFIRMED' },
  ...{ publishedOn: '2027-06-01', signedOn: '2026-10-20', visitedOn: '2026-10-20' },
  ...{ decreedOn: '2026-10-20', decreePeriod: '2099-12', minutes: 'BA-1', statement: 'SPTJM-1' },
});
const facts: fc.Arbitrary<SubjectFacts> = fc.oneof(
  fc.constant({ isRegistered: true, hasNik: true, hasKkNumber: true, dukcapil: ['MATCHED'] }),
  fc.record({
    isRegistered: fc.boolean(),
    hasNik: fc.boolean(),
    hasKkNumber: fc.boolean(),
    dukcapil: fc.array(fc.constantFrom(...Object.values(DukcapilStatus)), { maxLength: 2 }),
  }),
);

/** The way that a case goes when nothing is in its way: a move of it is drawn as often as one of any kind. */
const USUAL: readonly (readonly [ProposalAction, number])[] = [
  ...([
    ['SCHEDULE_DELIBERATION', 1],
    ['APPROVE_BY_STATEMENT', 2],
    ['ENTER', 1],
    ['ASSESS', 4],
    ['VERIFY', 6],
    ['ENDORSE', 8],
    ['VERIFY', 7],
    ['ENDORSE', 7],
    ['SEND', 0],
    ['ROLL_OVER', 0],
    ['EXPIRE', 0],
    ['RETURN', 6],
    ['DETERMINE', 12],
    ['DETERMINE', 8],
    ['DETERMINE', 11],
  ] as const),
];
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      is: fc.constant('step' as const),
      action: fc.constantFrom(...Object.values(ProposalAction)),
      actor: fc.constantFrom(...ACTORS),
      evidence: fc.oneof(evidence, fitting),
    }),
  },
  {
    weight: 6,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...USUAL),
        fc.oneof({ weight: 9, arbitrary: fitting }, { weight: 1, arbitrary: evidence }),
      )
      .map(([[action, index], papers]): Move => ({
        ...{ is: 'step', action, actor: ACTORS[index]!, evidence: papers },
      })),
  },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('facts' as const), facts }) },
  {
    weight: 1,
    arbitrary: fc.record({
      is: fc.constant('days' as const),
      days: fc.constantFrom(1, 9, 30),
    }),
  },
);

/** Any game of one proposal. */
export const games: fc.Arbitrary<Game> = fc.record({
  kind: fc.constantFrom(...Object.values(ProposalKind)),
  villageCode: fc.constantFrom('32.05.01.1001', '32.05.01.2002'),
  ownerCode: fc.constantFrom(null, '32', '32.05'),
  moves: fc.array(move, { minLength: 20, maxLength: 120, size: 'max' }),
});

/** Plays a game by the declared machine and gives the steps that were taken. */
export function play({ kind, villageCode, ownerCode, moves }: Game): PlayedStep[] {
  let today = new Date('2026-11-01T00:00:00Z');
  let known: SubjectFacts = {
    ...{ isRegistered: true, hasNik: true, hasKkNumber: true, dukcapil: ['MATCHED'] },
  };
  const taken: PlayedStep[] = [];
  let proposal: Situation['proposal'] = {
    ...{ kind, villageCode, ownerCode, state: 'REPORTED', heldState: null },
    ...{ period: '2026-11', rollOvers: 0 },
  };
  for (const one of moves) {
    if (one.is === 'facts') known = one.facts;
    if (one.is === 'days') today = new Date(today.getTime() + one.days * 86_400_000);
    if (one.is !== 'step') continue;
    const on = today.toISOString().slice(0, 10) as CalendarDate;
    // Papers that are dated in the future by today's clock are today's, if they are of the far end.
    const papers = Object.fromEntries(
      Object.entries(one.evidence).map(([name, value]) => [
        name,
        value === '2027-06-01' ? on : (value as string),
      ]),
    );
    const decided = decideStep(one.action, {
      proposal,
      steps: taken.map((step) => ({
        action: step.action,
        actor: step.actor?.subject ?? 'system',
        evidence: step.evidence as Evidence,
      })),
      ...{ facts: known, today: on, days: periodDays(proposal.period, CALENDAR) },
      ...{ mostRollOvers: MOST_ROLL_OVERS, actor: one.actor, evidence: papers as Evidence },
    });
    if (decided instanceof Error) continue;
    const rolled = decided.to === 'ROLLED_OVER';
    taken.push({
      ...{ action: one.action, actor: one.actor, evidence: papers, before: decided.from },
      ...{ to: decided.to, facts: known, today: on, period: proposal.period },
    });
    proposal = Object.assign({}, proposal, {
      state: decided.to,
      heldState: rolled ? decided.from : null,
      period: rolled ? openPeriod(on, CALENDAR) : proposal.period,
      rollOvers: proposal.rollOvers + (rolled ? 1 : 0),
    });
  }
  return taken;
}
