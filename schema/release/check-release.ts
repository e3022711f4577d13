import readChangesets from '@changesets/read';
import { checkDeprecations } from './check-deprecations.js';
import { judgeChanges } from './judge-changes.js';
import { labelChanges } from './label-changes.js';
import { readSchemas } from './read-schemas.js';

// `npm run check:schema`: labels what changed since the last release, and fails where a changeset is missing or too small,
// where something breaks that was not deprecated long enough, or where a deprecation states no term.
const { released, releasedOn, current } = await readSchemas();
const today = new Date().toISOString().slice(0, 10);
const changes = await labelChanges(released, current, today);
for (const { label, message } of changes) process.stdout.write(`${label.padEnd(9)} ${message}\n`);
process.stdout.write(`${changes.length} changes of the schema since ${releasedOn}\n`);
const faults = [
  ...checkDeprecations(current, released, releasedOn),
  ...judgeChanges(changes, await readChangesets(process.cwd())),
];
if (faults.length > 0) {
  process.stderr.write(
    `\n${faults.join('\n')}\n\nA changeset from the diff: npm run changeset:schema\n`,
  );
  process.exitCode = 1;
}
