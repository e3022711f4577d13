import { execFileSync } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { basename } from 'node:path';

/** Where the server reads files beside its code; what is not TypeScript there goes along. */
const ASSETS = ['api/graphiql', 'prisma', 'sdk/operations'];
const LEFT_OUT = new Set(['node_modules', 'generated', 'page']);

/** Writes `dist/`, from which `node dist/api/main.js` runs with the production dependencies alone. */
async function build(): Promise<void> {
  await rm('dist', { recursive: true, force: true });
  execFileSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  for (const folder of ASSETS) {
    await cp(folder, `dist/${folder}`, {
      recursive: true,
      filter: (source) => !LEFT_OUT.has(basename(source)) && !/\.tsx?$/.test(source),
    });
  }
}

await build();
