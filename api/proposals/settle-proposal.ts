import { jakartaDate } from '../values/calendar-date.js';
import { decideStep } from './decide-step.js';
import type { Evidence } from './evidence.js';
import { loadSituation, situationOf, type LoadedProposal } from './load-situation.js';
import { TRANSITIONS } from './transitions.js';
import { writeStep, type StepTools } from './write-step.js';

/** Nobody's subject: no officer decided. */
const SYSTEM = 'system';

/** What the system does by itself, in the order in which it does it. */
const OWN = TRANSITIONS.filter(({ by }) => by === 'SYSTEM').map(({ action }) => action);

/** More than the longest chain of steps that the system takes on end. */
const MOST_STEPS = 5;

/**
 * Takes every step of a locked proposal that the system takes by itself and is due: a rejection by Dukcapil's answer, going to
 * the next period, expiring, being sent to the ministry. Gives the proposal as it stands then.
 */
export async function settleProposal(
  tools: StepTools,
  loaded: LoadedProposal,
  requestId: string | null,
): Promise<LoadedProposal> {
  let proposal = loaded;
  for (let taken = 0; taken < MOST_STEPS; taken += 1) {
    const today = jakartaDate(tools.now());
    const situation = situationOf(proposal, today);
    const due = OWN.flatMap((action) => {
      const evidence = evidenceOf(action, proposal);
      const decided = decideStep(action, { ...situation, actor: null, evidence });
      return decided instanceof Error ? [] : [{ ...decided, action, evidence }];
    })[0];
    if (due === undefined) return proposal;
    const author = { subject: SYSTEM, office: null, requestId, key: null };
    await writeStep(tools, proposal, { ...due, author });
    proposal = await loadSituation(tools.sql, proposal.id, today);
  }
  throw new Error('A proposal does not come to rest.');
}

/** What the system's rejection says: Dukcapil's answer, the fields that differ, and the office to go to. */
function evidenceOf(action: (typeof OWN)[number], { answers }: LoadedProposal): Evidence {
  if (action !== 'REJECT_BY_SYSTEM') return {};
  const refused = answers.filter(({ status }) => status !== 'MATCHED');
  return {
    dukcapil: refused.find(({ status }) => !WAITING.has(status))?.status ?? 'NOT_CHECKED',
    mismatchedFields: [...new Set(refused.flatMap(({ mismatchedFields }) => mismatchedFields))],
    nextOffice: 'DUKCAPIL',
  };
}

const WAITING: ReadonlySet<string> = new Set(['NOT_CHECKED', 'SERVICE_UNAVAILABLE']);
