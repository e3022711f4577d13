import { randomUUID } from 'node:crypto';
import { FACTS_STATEMENT } from '../../../../api/eligibility/facts-statement.js';
import { evaluate } from '../../../../api/eligibility/evaluate.js';
import type { Facts } from '../../../../api/eligibility/facts.js';
import { parseRuleSet } from '../../../../api/eligibility/parse-rule-set.js';
import type { RuleSet } from '../../../../api/eligibility/rule-set.js';
import { loadKeys } from '../../../../api/keys.js';
import { createVault, type Vault } from '../../../../prisma/vault/vault.js';
import { BENCH_DATA, readInputs } from '../../inputs.js';

/** The rule of the program that the bench asks about, and the keys to find people with. */
export interface PeerRegistry {
  readonly vault: Vault;
  readonly ruleSet: RuleSet;
  readonly program: string;
}

/** Asks for one statement's rows; every peer brings its own driver. */
export type Ask = <Row>(name: string, text: string, params: readonly unknown[]) => Promise<Row[]>;

/** Reads once what all peers hold in memory: the rule in force, and the keys. */
export async function loadPeerRegistry(ask: Ask): Promise<PeerRegistry> {
  const { program, asOf } = readInputs();
  const keys = await loadKeys({ file: `${BENCH_DATA}/keys.json`, createWhenMissing: false });
  const [row] = await ask<{ rule_set: unknown }>(
    'rule',
    `SELECT v.rule_set FROM rule_version v JOIN program p ON p.id = v.program_id
     WHERE p.code = $1 AND v.in_force_from <= $2::date ORDER BY v.in_force_from DESC LIMIT 1`,
    [program, asOf],
  );
  if (row === undefined) throw new Error('The bench database has no rule for the program.');
  return { vault: createVault(keys.vault), ruleSet: parseRuleSet(row.rule_set), program };
}

/** Facts of people by one statement, in the order asked. */
export async function factsOf(
  ask: Ask,
  { vault }: PeerRegistry,
  niks: readonly string[],
  asOf: string,
): Promise<Facts[]> {
  const rows = await ask<{ ord: number; facts: Pick<Facts, 'person' | 'household'> }>(
    niks.length === 1 ? 'facts' : 'facts-of-many',
    FACTS_STATEMENT,
    [
      niks.map((nik) => vault.nikIndex(nik)),
      niks.map(() => asOf),
      niks.map(() => '1'),
      niks.map(() => ':'),
    ],
  );
  const found = new Map(rows.map(({ ord, facts }) => [ord, facts]));
  return niks.map((_, index) => {
    const facts = found.get(index + 1);
    return facts === undefined
      ? { asOf, known: false, person: null, household: null, claims: null }
      : { asOf, known: true, ...facts, claims: null };
  });
}

/** The answer that every peer gives to a check: evaluated by the same rules, with the same words. */
export function decisionOf({ ruleSet, program }: PeerRegistry, facts: Facts) {
  const { outcome, findings, nextSteps, enrolment, entitlement, registryVersion } = evaluate(
    ruleSet,
    facts,
  );
  return {
    id: randomUUID(),
    outcome,
    criteria: findings.map(({ code, finding }, index) => {
      const { message, legalBasis } = ruleSet.criteria[index]!;
      return { code, finding, message: message.id, legalBasis };
    }),
    nextSteps: nextSteps.map(({ code, office, message }) => ({
      code,
      office,
      message: message.id,
    })),
    enrolment,
    entitlement,
    ruleVersion: `${program}@${ruleSet.version}`,
    registryVersion,
    asOf: facts.asOf,
  };
}
