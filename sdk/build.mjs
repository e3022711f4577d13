// Builds the package: the types, the SDL beside it, and what its `testing` entry carries.
import { execFileSync } from 'node:child_process';
import { copyFileSync, cpSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
const tsc = join(
  dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
  'bin/tsc',
);
// What runs in browsers sees no type of Node; the command does.
for (const project of [here, join(here, 'src/cli')]) {
  execFileSync(process.execPath, [tsc, '-p', project], { stdio: 'inherit' });
}
copyFileSync(join(here, '../schema/schema.graphql'), join(here, 'schema.graphql'));
const generated = join(here, 'dist/testing/generated');
cpSync(join(here, 'src/testing/generated'), generated, { recursive: true });
const schema = readFileSync(join(here, 'schema.graphql'), 'utf8');
writeFileSync(
  join(generated, 'schema-text.js'),
  `export const schemaText = ${JSON.stringify(schema)};\n`,
);
