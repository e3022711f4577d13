import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  change,
  faultOfChange,
  fingerprint,
  inventMember,
  memberId,
  registerFamily,
  trail,
  type ChangeAnswer,
} from '../support/changes.js';

const OFFICER = 'officer-regency';
const SINCE = '2026-10-15';
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
});
afterAll(() => app.close());

/** A family of which the second member was born on a day. */
function familyWith(birthDate: string, sex: 'M' | 'F'): Promise<ChangeAnswer> {
  return registerFamily(app, {
    members: [
      inventMember('HEAD', '1970-01-01', 'M', { since: '2020-01-01' }),
      inventMember('OTHER', birthDate, sex),
    ],
  });
}

function classify(
  { id, version }: { id: string; version: number },
  personId: string | null,
  categoryCode: string,
  more: { since?: string; persona?: string } = {},
): Promise<ChangeAnswer> {
  const { since = SINCE, persona = OFFICER } = more;
  const input = { householdId: id, version, personId, categoryCode, since };
  return change(app, 'classifyPerson', input, persona);
}

async function versionOf({ id }: { id: string }): Promise<number | undefined> {
  const [row] = await app.app.database.sql.query<{ version: number }>(
    'SELECT version FROM household WHERE id = $1::uuid',
    [id],
  );
  return row?.version;
}

describe('age and sex are judged on the day since (Permensos 8/2012)', () => {
  test.each([
    ['NEGLECTED_TODDLER', '2020-10-16', 'F', 'the day before turning 6', undefined],
    ['NEGLECTED_TODDLER', '2020-10-15', 'F', 'on turning 6', 'AGE_OUT_OF_RANGE'],
    ['NEGLECTED_CHILD', '2020-10-16', 'M', 'the day before turning 6', 'AGE_OUT_OF_RANGE'],
    ['NEGLECTED_CHILD', '2020-10-15', 'M', 'on turning 6', undefined],
    ['NEGLECTED_CHILD', '2007-10-16', 'M', 'the day before turning 19', undefined],
    ['NEGLECTED_CHILD', '2007-10-15', 'M', 'on turning 19', 'AGE_OUT_OF_RANGE'],
    ['CHILD_WITH_DISABILITY', '2008-10-16', 'F', 'the day before turning 18', undefined],
    ['CHILD_WITH_DISABILITY', '2008-10-15', 'F', 'on turning 18', 'AGE_OUT_OF_RANGE'],
    ['NEGLECTED_ELDERLY', '1966-10-16', 'M', 'the day before turning 60', 'AGE_OUT_OF_RANGE'],
    ['NEGLECTED_ELDERLY', '1966-10-15', 'M', 'on turning 60', undefined],
    ['VULNERABLE_WOMAN', '2008-10-16', 'F', 'the day before turning 18', 'AGE_OUT_OF_RANGE'],
    ['VULNERABLE_WOMAN', '2008-10-15', 'F', 'on turning 18', undefined],
    ['VULNERABLE_WOMAN', '1966-10-16', 'F', 'the day before turning 60', undefined],
    ['VULNERABLE_WOMAN', '1966-10-15', 'F', 'on turning 60', 'AGE_OUT_OF_RANGE'],
    ['VULNERABLE_WOMAN', '1990-10-15', 'M', 'for a man', 'SEX_MISMATCH'],
  ] as const)('%s of one born on %s (%s), %s', async (code, birthDate, sex, _when, refusal) => {
    const household = await familyWith(birthDate, sex);
    const before = await fingerprint(app);
    const answer = await classify(household, memberId(household, 'OTHER'), code);
    expect(answer.code).toBe(refusal);
    if (refusal === undefined) {
      expect(answer).toMatchObject({ since: SINCE, until: null, category: { code } });
      expect(await versionOf(household)).toBe(household.version + 1);
    } else {
      expect(await fingerprint(app)).toBe(before);
    }
  });

  test('the refusal says the bounds of the class', async () => {
    const household = await familyWith('1990-01-01', 'F');
    const refused = await classify(household, memberId(household, 'OTHER'), 'NEGLECTED_CHILD');
    expect(refused).toMatchObject({ minAgeYears: 6, maxAgeYears: 18 });
  });
});

describe('to whom a class attaches', () => {
  test('a class of persons needs a person, and a class of families refuses one', async () => {
    const household = await registerFamily(app);
    const before = await fingerprint(app);
    expect((await classify(household, null, 'WASTE_PICKER')).code).toBe('SUBJECT_MISMATCH');
    const refused = await classify(
      household,
      memberId(household, 'HEAD'),
      'FAMILY_PSYCHOSOCIAL_PROBLEM',
      { persona: 'social-worker' },
    );
    expect(refused.code).toBe('SUBJECT_MISMATCH');
    expect(await fingerprint(app)).toBe(before);
  });

  test('a class of both takes the family and a member, each once', async () => {
    const household = await registerFamily(app);
    const family = await classify(household, null, 'POOR');
    expect(family).toMatchObject({ __typename: 'Classification', person: null });
    const next = { id: household.id, version: household.version + 1 };
    const head = memberId(household, 'HEAD');
    expect(await classify(next, head, 'POOR')).toMatchObject({ person: { id: head } });
    const again = { id: household.id, version: household.version + 2 };
    expect((await classify(again, null, 'POOR')).code).toBe('ALREADY_CLASSIFIED');
    expect((await classify(again, head, 'POOR')).code).toBe('ALREADY_CLASSIFIED');
  });

  test('a person of another household and one who does not exist look the same', async () => {
    const household = await registerFamily(app);
    const other = await registerFamily(app);
    const refused = await classify(household, memberId(other, 'HEAD'), 'WASTE_PICKER');
    expect(refused.code).toBe('PERSON_NOT_FOUND');
    const nobody = '01a3e2d0-0000-7000-8000-000000000000';
    expect(await classify(household, nobody, 'WASTE_PICKER')).toEqual(refused);
    expect(await classify(household, 'not an id', 'WASTE_PICKER')).toEqual(refused);
  });

  test('a day before birth, a day in the future and an unknown class are refused', async () => {
    const household = await familyWith('2022-01-01', 'F');
    const personId = memberId(household, 'OTHER');
    const early = { since: '2021-12-31' };
    expect((await classify(household, personId, 'STRANDED_TRAVELLER', early)).code).toBe(
      'DATE_CONFLICT',
    );
    const input = { householdId: household.id, version: household.version, personId, since: SINCE };
    const unknown = { ...input, categoryCode: 'NO_SUCH_CLASS' };
    expect((await faultOfChange(app, 'classifyPerson', unknown, OFFICER)).code).toBe('NOT_FOUND');
    const future = { ...input, categoryCode: 'WASTE_PICKER', since: '2026-11-02' };
    expect((await faultOfChange(app, 'classifyPerson', future, OFFICER)).code).toBe(
      'BAD_USER_INPUT',
    );
  });
});

describe('classes of R3 are for the case team alone', () => {
  test('another officer is refused alike for every household, and the attempt is written down', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'HEAD');
    const input = {
      ...{ householdId: household.id, version: household.version },
      ...{ personId, categoryCode: 'PERSON_LIVING_WITH_HIV', since: SINCE },
    };
    await classify(household, personId, 'PERSON_LIVING_WITH_HIV', { persona: 'social-worker' });
    const before = await fingerprint(app);
    const fault = await faultOfChange(app, 'classifyPerson', input, OFFICER);
    expect(fault.code).toBe('FORBIDDEN');
    const nowhere = { ...input, householdId: '01a3e2d0-0000-7000-8000-000000000000' };
    expect(await faultOfChange(app, 'classifyPerson', nowhere, OFFICER)).toEqual(fault);
    expect(await fingerprint(app)).toBe(before);
    expect((await trail(app, 'classifyPerson')).at(-1)).toMatchObject({
      outcome: 'DENIED',
      person_ids: [personId],
    });
  });

  test('nothing that another officer sees of the household moves', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'HEAD');
    const seen = async () => {
      const { data, errors } = await app.graphql(
        `query ($id: ID!) { household(by: { id: $id }) { version classifications { id }
          changes { edges { node { id action } } }
          members { person { version classifications { id } } } } }`,
        { id: household.id },
        OFFICER,
      );
      expect(errors).toBeUndefined();
      return data;
    };
    const before = await seen();
    const persona = 'social-worker';
    const made = await classify(household, personId, 'VIOLENCE_VICTIM', { persona });
    expect(made.__typename).toBe('Classification');
    expect(await seen()).toEqual(before);
    const input = { id: made.id, version: made.version, until: '2026-10-30' };
    await change(app, 'endClassification', input, persona);
    expect(await seen()).toEqual(before);
  });

  test('the case team is refused a second time, and an old version of the household', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'HEAD');
    const persona = 'social-worker';
    await classify(household, personId, 'VIOLENCE_VICTIM', { persona });
    expect((await classify(household, personId, 'VIOLENCE_VICTIM', { persona })).code).toBe(
      'ALREADY_CLASSIFIED',
    );
    const old = { ...household, version: household.version + 1 };
    expect((await classify(old, personId, 'MINORITY_GROUP', { persona })).code).toBe(
      'STALE_VERSION',
    );
  });
});

describe('endClassification', () => {
  test('a classification ends on a day, and the class may be given again from then on', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'HEAD');
    const made = await classify(household, personId, 'WASTE_PICKER');
    const end = { id: made.id, version: made.version, until: '2026-10-30' };
    const ended = await change(app, 'endClassification', end, OFFICER);
    expect(ended).toMatchObject({ id: made.id, version: made.version + 1, until: '2026-10-30' });
    const now = { id: household.id, version: household.version + 2 };
    const overlapping = { since: '2026-10-29' };
    expect((await classify(now, personId, 'WASTE_PICKER', overlapping)).code).toBe('DATE_CONFLICT');
    const after = { since: '2026-10-30' };
    expect((await classify(now, personId, 'WASTE_PICKER', after)).__typename).toBe(
      'Classification',
    );
  });

  test('an old version, one that has ended and a day before its first are refused', async () => {
    const household = await registerFamily(app);
    const made = await classify(household, memberId(household, 'HEAD'), 'WASTE_PICKER');
    const end = { id: made.id, version: made.version, until: '2026-10-30' };
    const ask = (input: object) => change(app, 'endClassification', input, OFFICER);
    const before = await fingerprint(app);
    expect(await ask({ ...end, version: made.version + 1 })).toMatchObject({
      ...{ code: 'STALE_VERSION', recordId: made.id, currentVersion: made.version },
    });
    expect((await ask({ ...end, until: '2026-10-14' })).code).toBe('DATE_CONFLICT');
    expect(await fingerprint(app)).toBe(before);
    await ask(end);
    expect((await ask({ ...end, version: made.version + 1 })).code).toBe('CLASSIFICATION_ENDED');
  });

  test('one of R3, one elsewhere and one that does not exist look the same to an officer', async () => {
    const household = await registerFamily(app);
    const personId = memberId(household, 'HEAD');
    const persona = 'social-worker';
    const hidden = await classify(household, personId, 'VIOLENCE_VICTIM', { persona });
    const input = { version: 1, until: '2026-10-30' };
    const before = await fingerprint(app);
    const refused = await change(app, 'endClassification', { ...input, id: hidden.id }, OFFICER);
    expect(refused.code).toBe('CLASSIFICATION_NOT_FOUND');
    const [elsewhere] = await app.app.database.sql.query<{ id: string }>(
      `SELECT c.id FROM classification c JOIN household h ON h.id = c.household_id
       WHERE h.village_code >= '35' ORDER BY c.id LIMIT 1`,
    );
    for (const id of [elsewhere!.id, '01a3e2d0-0000-7000-8000-000000000000', 'not an id']) {
      expect(await change(app, 'endClassification', { ...input, id }, OFFICER)).toEqual(refused);
    }
    expect(await fingerprint(app)).toBe(before);
  });
});
