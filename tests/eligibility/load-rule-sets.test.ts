import { describe, expect, it } from 'vitest';
import { expandRuleSet } from '../../api/eligibility/expand-rule-set.js';
import { loadRuleSets } from '../../api/eligibility/load-rule-sets.js';
import { ruleSetInForce } from '../../api/eligibility/rule-set-in-force.js';

const programs = await loadRuleSets();

describe('the programs that ship', () => {
  it('are five national and two regional ones, each owned where it is run', () => {
    expect(
      programs.map(({ code, administeringTier, owner, unit }) => [
        code,
        administeringTier,
        owner,
        unit,
      ]),
    ).toEqual([
      ['APBD-32.05-FIRE', 'REGENCY', '32.05', 'HOUSEHOLD'],
      ['BPNT', 'NATIONAL', null, 'HOUSEHOLD'],
      ['KIP_KULIAH', 'NATIONAL', null, 'PERSON'],
      ['PBI_JK', 'NATIONAL', null, 'PERSON'],
      ['PKH', 'NATIONAL', null, 'HOUSEHOLD'],
      ['PROV-31-KLJ', 'PROVINCE', '31', 'PERSON'],
      ['RST', 'NATIONAL', null, 'HOUSEHOLD'],
    ]);
  });

  it('ask the criteria of the contract, in its order', () => {
    const common = [
      'NIK_MATCHED',
      'ALIVE',
      'LISTED_IN_REGISTRY',
      'DECILE_WITHIN_LIMIT',
      'NO_EXCLUSION',
    ];
    const asked = Object.fromEntries(
      programs.map(({ code, versions }) => [
        code,
        versions.at(-1)?.criteria.map((criterion) => criterion.code),
      ]),
    );
    expect(asked).toEqual({
      PKH: [...common, 'HAS_PKH_COMPONENT'],
      BPNT: common,
      PBI_JK: common,
      RST: [...common, 'HOUSE_UNFIT', 'OWNS_LAND', 'NO_EARLIER_HOUSING_AID'],
      KIP_KULIAH: [
        'NIK_MATCHED',
        'ALIVE',
        'ADMITTED_TO_ACCREDITED_PROGRAM',
        'GRADUATED_RECENTLY',
        'ECONOMIC_ROUTE',
      ],
      'PROV-31-KLJ': [
        'NIK_MATCHED',
        'ALIVE',
        'LISTED_IN_REGISTRY',
        'RESIDES_IN_TERRITORY',
        'AGE_AT_LEAST',
        'NOT_RECEIVING',
      ],
      'APBD-32.05-FIRE': ['NIK_MATCHED', 'ALIVE', 'RESIDES_IN_TERRITORY', 'DISASTER_LOSS'],
    });
  });

  it('are in force on the date of the personas, one version each', () => {
    for (const { versions } of programs) {
      expect(ruleSetInForce(versions, '2026-11-01')).toBe(versions.at(-1));
    }
  });

  it('follow each other without a gap or an overlap', () => {
    for (const { versions } of programs) {
      versions.slice(1).forEach((version, index) => {
        expect(versions[index]?.inForceUntil).toBe(version.inForceFrom);
      });
    }
  });

  it('have a rule of BPNT on each side of March 2020, and none before 2019', () => {
    const versions = programs.find(({ code }) => code === 'BPNT')?.versions ?? [];
    expect(ruleSetInForce(versions, '2018-12-31')).toBeUndefined();
    expect(ruleSetInForce(versions, '2020-02-29')?.version).toBe('2019-01-01');
    expect(ruleSetInForce(versions, '2020-03-01')?.version).toBe('2020-03-01');
  });

  it('speak of steps by codes that mean one thing across all programs', () => {
    const meaning = new Map<string, string>();
    for (const { versions } of programs) {
      for (const { criteria } of versions) {
        for (const { code, message, office } of criteria.flatMap((one) => one.nextSteps)) {
          const said = JSON.stringify([message, office]);
          expect(meaning.get(code) ?? said).toBe(said);
          meaning.set(code, said);
        }
      }
    }
    expect(meaning.size).toBeGreaterThan(20);
  });
});

describe('writing out a rule set', () => {
  const common = {
    steps: { ASK: { message: 'ask', office: 'kantor' } },
    criteria: {
      LIMIT: {
        message: 'at most {limit}',
        holds: { atMost: { param: 'limit' } },
        nextSteps: ['ASK'],
      },
    },
  };

  it('fills the parameters of a common criterion and names its steps', () => {
    expect(expandRuleSet({ criteria: [{ use: 'LIMIT', limit: 4 }] }, common)).toEqual({
      criteria: [
        {
          code: 'LIMIT',
          message: 'at most 4',
          holds: { atMost: 4 },
          nextSteps: [{ code: 'ASK', message: 'ask', office: 'kantor' }],
        },
      ],
    });
  });

  it.each([
    [{ use: 'NOTHING' }, 'common.yaml does not define NOTHING'],
    [{ use: 'LIMIT' }, 'the parameter limit is not given'],
    [{ code: 'OWN', nextSteps: ['NOBODY'] }, 'common.yaml does not define NOBODY'],
  ])('refuses %j: %s', (criterion, message) => {
    expect(() => expandRuleSet({ criteria: [criterion] }, common)).toThrow(
      expect.objectContaining({ issues: [{ path: [], message }] }),
    );
  });
});
