import { readFileSync } from 'node:fs';
import { OWN_PROGRAMS, ownerAt } from './agencies.js';
import type { Attempt } from './attempts.js';

const RULES = readFileSync(
  new URL('../../../prisma/reference/programs/apbd-32.05-fire.yaml', import.meta.url),
  'utf8',
);
const PREFIXES = { ministry: 'CONTOH_', province: 'PROV-', regency: 'APBD-' } as const;

let serial = 0;

/** A version of rules that no program has. */
function freshRules(): string {
  const [, version = ''] = RULES.split('versions:\n');
  const day = `21${String(Math.floor(serial / 28) % 100).padStart(2, '0')}-01-${String((serial++ % 28) + 1).padStart(2, '0')}`;
  return version.replace(/^ {2}- version/, '    version').replaceAll('2021-01-01', day);
}

/** Every change to programs, each tried on those of the own area of the caller's tier. */
export const PROGRAM_ATTEMPTS: readonly Attempt[] = [
  {
    ...{ name: 'registerProgram', field: 'registerProgram', worker: 'regency_head' },
    spoils: ({ tier }) => ownerAt(tier),
    // A program of the caller's own area, as an agency is registered.
    input: (_fresh, { tier, territory }) => ({
      code: `${PREFIXES[ownerAt(tier)]}${territory === null ? '' : `${territory}-`}P${serial++}`,
      ...{ nameId: 'Bantuan Contoh', nameEn: 'Example Aid', unit: 'HOUSEHOLD' },
      legalBasis: 'Peraturan contoh',
    }),
  },
  {
    ...{ name: 'publishRuleVersion', field: 'publishRuleVersion', worker: 'regency_head' },
    spoils: ({ tier }) => ownerAt(tier),
    input: (_fresh, { tier }) => ({
      program: OWN_PROGRAMS[ownerAt(tier)],
      ruleSet: freshRules(),
    }),
  },
];
