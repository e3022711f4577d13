import { readFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { beforeAll, describe, expect, test } from 'vitest';
import { schema } from '../../schema/index.js';
import { observe, SHEETS, type Matrix } from './matrix/observe.js';
import { renderMatrix } from './matrix/render.js';

/*
 * Z1, Z5: what the running server does for everybody, from everywhere, through every door, is what the reviewed files say.
 * `npm run matrix` writes what it does now into the files, so that a reviewer sees the difference.
 */
let matrix: Matrix;
beforeAll(async () => {
  matrix = await observe(schema);
}, 600_000);

const DOCUMENT = '../../SECURITY.md';
const SHOWN = /(<!-- matrix -->)[\s\S]*(<!-- \/matrix -->)/;

test('SECURITY.md shows the matrix', async () => {
  const text = await readFile(new URL(DOCUMENT, import.meta.url), 'utf8');
  expect(text).toMatch(SHOWN);
  const shown = text.replace(
    SHOWN,
    (_all, begin: string, end: string) => `${begin}\n\n${renderMatrix(matrix)}\n\n${end}`,
  );
  const config = await resolveConfig('SECURITY.md');
  const written = await format(shown, { ...config, parser: 'markdown' });
  await expect(written).toMatchFileSnapshot(DOCUMENT);
});

describe('the running server does what the reviewed matrix says', () => {
  test.each(SHEETS)('%s', async (name) => {
    await expect(matrix[name]).toMatchFileSnapshot(`matrix/${name}.csv`);
  });
});
