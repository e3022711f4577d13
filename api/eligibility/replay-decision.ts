import { isDeepStrictEqual } from 'node:util';
import type { AccessPurpose } from '../../prisma/generated/enums.js';
import type { DecisionModel } from '../../prisma/generated/models.js';
import type { CatalogProgram } from '../programs/program-catalog.js';
import { fromDateColumn } from '../values/calendar-date.js';
import { discloseDecision, type ShownDecision } from './disclosure.js';
import { evaluate } from './evaluate.js';
import { parseFacts } from './parse-facts.js';

type RecordedField =
  | ('id' | 'reference' | 'programId' | 'ruleVersionId' | 'registryVersion' | 'asOf' | 'decidedAt')
  | ('outcome' | 'facts' | 'findings' | 'result');

/**
 * Decides a recorded decision again, from the facts and by the rule version that it used, and cuts it to a purpose.
 *
 * @throws Error when the record cannot be replayed, or the replay differs from what was recorded: then no answer is right.
 */
export function replayDecision(
  programs: Iterable<CatalogProgram>,
  recorded: Pick<DecisionModel, RecordedField>,
  purpose: AccessPurpose,
): ShownDecision {
  const program = [...programs].find(({ id }) => id === recorded.programId);
  const rule = program?.rules.find(({ id }) => id === recorded.ruleVersionId);
  if (program === undefined || rule === undefined) throw new Error('A rule version is missing.');
  const facts = parseFacts(recorded.facts);
  const evaluation = evaluate(rule.ruleSet, facts);
  const { findings, outcome, registryVersion, ...result } = evaluation;
  const same =
    outcome === recorded.outcome &&
    registryVersion === recorded.registryVersion &&
    isDeepStrictEqual(plain(findings), recorded.findings) &&
    isDeepStrictEqual(plain(result), recorded.result);
  if (!same) throw new Error('A replayed decision differs from its record.');
  return discloseDecision(
    {
      id: recorded.id,
      reference: recorded.reference,
      program,
      rule,
      asOf: fromDateColumn(recorded.asOf),
      decidedAt: recorded.decidedAt,
      facts,
      evaluation,
    },
    purpose,
  );
}

/** A value as JSON keeps it. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}
