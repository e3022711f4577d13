import { writeFile } from 'node:fs/promises';
import { format } from 'prettier';
import { describeChanges } from './describe-changes.js';
import { labelChanges } from './label-changes.js';
import { readSchemas } from './read-schemas.js';

// `npm run changeset:schema`: a changeset from the difference to the last release, for somebody to say in better words.
// One that is there is not overwritten.
const FILE = '.changeset/schema.md';
const { released, current } = await readSchemas();
const today = new Date().toISOString().slice(0, 10);
const text = describeChanges(await labelChanges(released, current, today));
if (text === null) process.stdout.write('The schema is the one of the last release.\n');
else {
  await writeFile(FILE, await format(text, { parser: 'markdown' }), { flag: 'wx' });
  process.stdout.write(`Wrote ${FILE}\n`);
}
