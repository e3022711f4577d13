import { readFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { drawProposals } from '../support/draw-proposals.js';

const DOCUMENT = '../../docs/proposals.md';
const DRAWN = /(<!-- machine -->)[\s\S]*(<!-- \/machine -->)/;

test('docs/proposals.md draws the state machine as the code declares it', async () => {
  const text = await readFile(new URL(DOCUMENT, import.meta.url), 'utf8');
  expect(text).toMatch(DRAWN);
  const drawn = text.replace(
    DRAWN,
    (_all, begin: string, end: string) => `${begin}\n\n${drawProposals()}\n\n${end}`,
  );
  const config = await resolveConfig('docs/proposals.md');
  const written = await format(drawn, { ...config, parser: 'markdown' });
  await expect(written).toMatchFileSnapshot(DOCUMENT);
});
