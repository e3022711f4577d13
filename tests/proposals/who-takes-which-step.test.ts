import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { RELATIONS } from '../access/matrix/callers.js';
import { readSheet } from '../access/matrix/sheet.js';
import { PROPOSAL_MUTATIONS } from '../support/proposals.js';

/* The reference's table of who may do what (4.2), as the reviewed matrix has it. */
let changes: ReturnType<typeof readSheet>;
beforeAll(async () => {
  const file = new URL('../access/matrix/changes.csv', import.meta.url);
  changes = readSheet(await readFile(file, 'utf8'));
});

describe('the steps from a report to a decree', () => {
  const OWNERS = ['of the ministry', 'of a province', 'of a regency'];
  const taken = (who: string) =>
    [...PROPOSAL_MUTATIONS, ...OWNERS.map((owner) => `determineProposal, ${owner}`)].filter(
      (name) => changes(name, who, 'own') === 'R',
    );
  const VILLAGE = ['reportProposal', 'scheduleDeliberation', 'recordDeliberation'];

  test.each([
    ['village_operator', [...VILLAGE, 'enterProposal', 'withdrawProposal']],
    ['village_head', [...VILLAGE, 'signResponsibilityStatement', 'withdrawProposal']],
    ['tksk', ['assessProposal']],
    ['social_worker', ['assessProposal']],
    ['regency_verifier', ['reportProposal', 'assessProposal', 'verifyProposal', 'returnProposal']],
    ['regency_head', ['returnProposal', 'endorseProposal', 'determineProposal, of a regency']],
    ['province_head', ['determineProposal, of a province']],
    ['ministry_determination', ['determineProposal, of the ministry']],
    ['ministry_program_owner', []],
    ['province_monitor', []],
    ['tagana@REGENCY', []],
    ['auditor@NATIONAL', []],
    ['citizen desk', []],
  ])('%s takes its own, and no other', (who, steps) => {
    expect(taken(who)).toEqual(steps);
    for (const name of steps) {
      for (const relation of RELATIONS.slice(1)) {
        expect(changes(name, who, relation), relation).not.toBe('R');
      }
    }
  });
});
