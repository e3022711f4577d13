import { MOST_ROLL_OVERS, type Game, type PlayedStep } from './play-proposal.js';

const REFUSING = new Set<string>([
  ...['MISMATCHED', 'NOT_FOUND', 'DECEASED', 'NOT_RECORDED', 'DUPLICATE'],
]);
const by = ({ actor }: PlayedStep) => actor?.subject;
const isPast = (value: string | undefined, today: string, since = '2000-01-01'): boolean =>
  value !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(value) && value <= today && value >= since;

/**
 * What must have happened before a step, said from what the regulation asks and not from the table of the machine: null =
 * nothing is wrong.
 */
function wrong(
  step: PlayedStep,
  before: readonly PlayedStep[],
  game: Pick<Game, 'kind' | 'villageCode' | 'ownerCode'>,
): string | null {
  const { actor, evidence, facts, to, today } = step;
  const past = (...actions: string[]) => before.filter(({ action }) => actions.includes(action));
  const roles = actor?.roles ?? [];
  const isAt = (tier: string, ...some: string[]) =>
    actor?.tier === tier && roles.some((role) => some.includes(role));
  const entered = past('ENTER');
  const isIdentity = game.kind !== 'REMOVAL';
  const agreed = past('APPROVE_BY_MEETING', 'APPROVE_BY_STATEMENT');
  const called = past('SCHEDULE_DELIBERATION').at(-1);
  const again = before.findLastIndex(
    (one) => one.action === 'RETURN' && one.evidence['reason'] === 'VISIT_NEEDED',
  );
  const visit = before.slice(again + 1).findLast((one) => one.action === 'ASSESS');
  const muskel = game.villageCode.charAt(9) === '1';
  if (step.action === 'ASSESS' && !isPast(evidence['visitedOn'], today)) return 'no visit was made';
  const moves = before.at(-1)?.to !== to;
  if (!moves && step.action !== 'SCHEDULE_DELIBERATION' && step.action !== 'ROLL_OVER') {
    return step.action === 'ASSESS' ? null : 'it stands still';
  }
  switch (to) {
    case 'VILLAGE_APPROVED':
    case 'VILLAGE_REJECTED':
      if (step.action === 'ASSESS') return null;
      if (actor?.tier !== 'VILLAGE') return 'agreed outside the village';
      if (step.action === 'APPROVE_BY_STATEMENT') {
        if (!isAt('VILLAGE', 'village_head')) return 'an SPTJM by somebody else than the head';
        return isPast(evidence['signedOn'], today) ? null : 'unsigned';
      }
      if (evidence['forum'] !== (muskel ? 'MUSKEL' : 'MUSDES')) return 'the wrong meeting';
      if (!isPast(evidence['heldOn'], today, called?.evidence['meetingOn'] ?? '9')) {
        return 'no meeting was held, or none was called';
      }
      return to === 'VILLAGE_REJECTED' || isPast(evidence['publishedOn'], today, evidence['heldOn'])
        ? null
        : 'not published';
    case 'SUBMITTED':
      if (agreed.length === 0) return 'entered without the village';
      if (!isAt('VILLAGE', 'village_operator')) return 'entered by somebody else';
      if (isIdentity && !(facts.hasNik && facts.hasKkNumber)) return 'entered without numbers';
      return facts.isRegistered ? null : 'entered without a household';
    case 'FIELD_ASSESSED':
      if (agreed.length === 0) return 'assessed without the village';
      if (step.action === 'ENTER') {
        return visit !== undefined ? null : 'assessed without a visit';
      }
      if (entered.length === 0) return 'assessed before it was entered';
      return isAt('DISTRICT', 'tksk') || isAt('REGENCY', 'regency_verifier', 'social_worker')
        ? null
        : 'visited by somebody else';
    case 'VERIFIED':
    case 'NOT_ELIGIBLE':
      if (!isAt('REGENCY', 'regency_verifier')) return 'verified by somebody else';
      if (entered.some((one) => by(one) === by(step))) return 'verified by who entered it';
      if (visit === undefined) return 'verified without a visit';
      if (to === 'NOT_ELIGIBLE') return null;
      if (visit.evidence['finding'] !== 'CONFIRMED') return 'not confirmed';
      return !isIdentity ||
        (facts.dukcapil.length > 0 && facts.dukcapil.every((one) => one === 'MATCHED'))
        ? null
        : 'verified without Dukcapil';
    case 'ENDORSED':
      if (!isAt('REGENCY', 'regency_head')) return 'endorsed by somebody else';
      if (past('ENTER', 'VERIFY').some((one) => by(one) === by(step))) return 'endorsed by itself';
      return past('VERIFY').length > 0 && isPast(evidence['signedOn'], today) ? null : 'no letter';
    case 'SENT_TO_MINISTRY':
      if (actor !== null || game.ownerCode !== null) return 'sent by somebody, or not national';
      if (before.at(-1)?.to !== 'ENDORSED') return 'not endorsed';
      return today >= `${step.period}-18` ? null : 'sent before the pull';
    case 'DETERMINED':
    case 'NOT_DETERMINED':
    case 'WAITLISTED':
      if (past('ENDORSE').length === 0) return 'determined without an endorsement';
      if (past('ENTER', 'VERIFY').some((one) => by(one) === by(step))) return 'by the same officer';
      if (
        to === 'DETERMINED' &&
        !(isPast(evidence['decreedOn'], today) && (evidence['decreePeriod'] ?? '') >= step.period)
      ) {
        return 'no decree';
      }
      if (game.ownerCode === null) {
        if (past('SEND').length === 0) return 'determined before it was sent';
        return isAt('NATIONAL', 'ministry_determination') ? null : 'not by the ministry';
      }
      return actor?.territory === game.ownerCode &&
        (isAt('REGENCY', 'regency_head') || isAt('PROVINCE', 'province_head'))
        ? null
        : 'not by the owner';
    case 'REJECTED_BY_SYSTEM':
      if (actor !== null || !isIdentity) return 'rejected by somebody';
      return facts.dukcapil.some((one) => REFUSING.has(one)) ? null : 'rejected for nothing';
    case 'ROLLED_OVER':
    case 'EXPIRED':
      if (actor !== null) return 'rolled over by somebody';
      if (to === 'EXPIRED' && past('ROLL_OVER').length < MOST_ROLL_OVERS)
        return 'expired too early';
      return today > `${step.period}-17` ? null : 'before the cut-off';
    case 'RETURNED_FOR_REVISION':
      if (step.action === 'ASSESS') return null;
      return isAt('REGENCY', 'regency_verifier', 'regency_head') ? null : 'returned by others';
    case 'WITHDRAWN':
      return actor?.tier === 'VILLAGE' ? null : 'withdrawn by others';
    case 'REPORTED':
    case 'IN_DELIBERATION':
      if (step.action === 'ASSESS') return null;
      if (actor?.tier !== 'VILLAGE') return 'called by others';
      if (evidence['forum'] !== (muskel ? 'MUSKEL' : 'MUSDES')) return 'the wrong meeting';
      return (evidence['meetingOn'] ?? '') >= today ? null : 'called for the past';
  }
}

/** The first step of a game that should not have been taken, and why; null = there is none. */
export function firstWrong(
  steps: readonly PlayedStep[],
  game: Pick<Game, 'kind' | 'villageCode' | 'ownerCode'>,
): string | null {
  for (const [index, step] of steps.entries()) {
    const failure = wrong(step, steps.slice(0, index), game);
    if (failure !== null) return `${step.action} → ${step.to}: ${failure}`;
  }
  return null;
}
