import { ProposalState } from '../../prisma/generated/enums.js';
import type { WorkRoles } from '../../api/access/rule.js';
import { EVIDENCE } from '../../api/proposals/evidence.js';
import { GUARDS } from '../../api/proposals/guards.js';
import { TRANSITIONS, type Transition } from '../../api/proposals/transitions.js';

/** The state machine of proposals as docs/proposals.md shows it: a drawing in Mermaid, and every transition in a table. */
export function drawProposals(): string {
  return [
    '```mermaid',
    'stateDiagram-v2',
    ...drawing(),
    '```',
    '',
    '| step | from | to | by | what has to hold | evidence |',
    '| --- | --- | --- | --- | --- | --- |',
    ...TRANSITIONS.map(row),
  ].join('\n');
}

function drawing(): string[] {
  const moves = new Map<string, Set<string>>();
  const draw = (from: string, to: string, action: string) => {
    const key = `${from} --> ${to}`;
    moves.set(key, (moves.get(key) ?? new Set()).add(action));
  };
  for (const { action, from, to } of TRANSITIONS) {
    if (from.length === 0) draw('[*]', to!, action);
    // What is recorded without a move is in the table; a drawing of it would hide the rest.
    for (const state of from) if (to !== null && to !== state) draw(state, to, action);
  }
  const leaves = new Set(TRANSITIONS.flatMap(({ from }) => from));
  for (const state of Object.values(ProposalState)) {
    if (!leaves.has(state)) moves.set(`${state} --> [*]`, new Set());
  }
  return [...moves].map(
    ([move, actions]) => `  ${move}${actions.size === 0 ? '' : `: ${[...actions].join(', ')}`}`,
  );
}

function row({ action, from, to, by, guards, evidence }: Transition): string {
  return `| ${[
    `\`${action}\``,
    from.length === 0 ? '–' : from.map((state) => `\`${state}\``).join(', '),
    to === null ? 'stays' : `\`${to}\``,
    workOf(by),
    guards.map((guard) => GUARDS[guard].words).join('; ') || '–',
    Object.keys(EVIDENCE[evidence].shape)
      .map((name) => `\`${name}\``)
      .join(', ') || '–',
  ].join(' | ')} |`;
}

function workOf(by: WorkRoles | 'SYSTEM'): string {
  if (by === 'SYSTEM') return 'the system';
  return Object.values(by)
    .flat()
    .map((role) => `\`${role}\``)
    .join(', ');
}
