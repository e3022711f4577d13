import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(`${ROOT}/SECURITY.md`, 'utf8');

const NAMED = [...text.matchAll(/`(tests\/[^`]+)`(?: › ([^|]+?)(?=, `tests\/| *\|))?/g)];

describe('a test that SECURITY.md names', () => {
  test.each(NAMED.map(([, path, title]) => [path!, title] as const))('%s exists', (path, title) => {
    expect(existsSync(`${ROOT}/${path}`)).toBe(true);
    if (title !== undefined)
      expect(readFileSync(`${ROOT}/${path}`, 'utf8')).toContain(title.trim());
  });
});

test('SECURITY.md has all thirteen groups of BSSN Regulation 4/2021, and the duties of UU 27/2022', () => {
  for (let group = 1; group <= 13; group += 1) expect(text).toMatch(new RegExp(`\\| ${group} \\w`));
  for (const article of ['4', '28', '30', '31', '32', '33', '34', '46', '47']) {
    expect(text).toMatch(new RegExp(`\\| ${article} \\w`));
  }
  expect(NAMED.length).toBeGreaterThan(50);
});

test('SECURITY.md is one document: no section stands twice, and nothing is still to come', () => {
  const sections = [...text.matchAll(/^## (.+)$/gm)].map(([, title]) => title!);
  expect(new Set(sections).size).toBe(sections.length);
  expect(text).not.toMatch(/comes? with the \w+ work|to come\b/);
});
