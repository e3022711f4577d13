import { describe, expect, test } from 'vitest';
import { ACCESS_ACTIONS } from '../../api/privacy/access-actions.js';
import { dataGroupsOf } from '../../api/privacy/data-groups-of.js';
import { disclosedFields } from '../../api/eligibility/disclosure.js';
import { AccessPurpose } from '../../prisma/generated/enums.js';
import { readSourceFiles } from '../architecture/support/source-files.js';

const files = readSourceFiles('api').filter(({ path }) => !path.startsWith('api/graphiql/'));

/** Texts in quotation marks of every match of `form`. */
function texts(form: RegExp): string[] {
  const found = files.flatMap(({ text }) =>
    [...text.matchAll(form)].flatMap(([, part = '']) =>
      [...part.matchAll(/'([^']+)'/g)].map(([, word = '']) => word),
    ),
  );
  return [...new Set(found)];
}

describe('a person is told in words', () => {
  test('of every action that the trail names', () => {
    const named = [
      ...texts(/\brecordAccess\([^;]*?\baction: ('[\w]+')/g),
      ...texts(/\baction: ('[\w]+'), fields/g),
      ...texts(/\bfield: ('[\w]+'),? (?:fields|historyAction)?/g),
      ...texts(/\bdeskAccess\(('[\w]+')/g),
    ];
    expect(named.length).toBeGreaterThan(12);
    const missing = named.filter((action) => !(action in ACCESS_ACTIONS));
    expect(missing, 'add them to api/privacy/access-actions.ts').toEqual([]);
  });

  test('in both languages, which differ', () => {
    for (const { words } of Object.values(ACCESS_ACTIONS)) {
      expect(words.id).not.toBe('');
      expect(words.en).not.toBe(words.id);
    }
  });

  test('of every group of fields that the trail names', () => {
    const named = [
      ...texts(/\bfields: \[([^\]]*)\]/g),
      ...Object.values(AccessPurpose).flatMap((purpose) => disclosedFields(purpose)),
    ];
    expect(named.length).toBeGreaterThan(12);
    const missing = named.filter((field) =>
      dataGroupsOf([field]).some(({ group }) => group === 'OTHER'),
    );
    expect(missing, 'add them to api/privacy/data-groups-of.ts').toEqual([]);
  });
});
