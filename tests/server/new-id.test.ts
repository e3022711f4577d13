import { validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { newId } from '../../api/new-id.js';

test('ids are UUIDs of version 7, all different, and in the order of their milliseconds', () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, newId);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(new Set(ids).size).toBe(ids.length);
  const times = ids.map((id) => Number.parseInt(id.replace('-', '').slice(0, 12), 16));
  expect(times[0]).toBeGreaterThanOrEqual(before);
  expect(times.at(-1)).toBeLessThanOrEqual(Date.now());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
});
