import { copyFile, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressors = {
  '.br': async (content: Buffer) =>
    promisify(brotliCompress)(content, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 9,
        [constants.BROTLI_PARAM_LGWIN]: 22,
        [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
      },
    }),
  '.gz': async (content: Buffer) => promisify(gzip)(content, { level: 9 }),
};

/** The SDL that can be downloaded from the page. */
const SDL = new URL('../../schema/schema.graphql', import.meta.url);

/**
 * Builds the explorer's page into `dist/`: hashed files and the SDL, each with a `.br` and a `.gz` beside it.
 * Takes some ten seconds; needs the development dependencies, unlike serving what it built.
 */
export async function buildExplorer(): Promise<void> {
  const { build } = await import('vite');
  await build({ configFile: fileURLToPath(new URL('vite.config.ts', import.meta.url)) });

  const directory = new URL('dist/', import.meta.url);
  await copyFile(SDL, new URL('schema.graphql', directory));
  const files = (await readdir(directory)).filter((name) => !/\.(?:br|gz)$/.test(name));
  await Promise.all(
    files.map(async (name) => {
      const content = await readFile(new URL(name, directory));
      await Promise.all(
        Object.entries(compressors).map(async ([ending, compress]) => {
          const smaller = await compress(content);
          if (smaller.length < content.length) {
            await writeFile(new URL(name + ending, directory), smaller);
          }
        }),
      );
    }),
  );
}

/** Whether what was built last is as new as everything that it was built from. */
async function isExplorerFresh(): Promise<boolean> {
  const built = await modified(new URL('dist/index.html', import.meta.url));
  const home = new URL('.', import.meta.url);
  const names = await readdir(home, { recursive: true });
  const sources = names.filter((name) => !name.startsWith('dist'));
  const times = await Promise.all(
    [...sources.map((name) => new URL(name, home)), SDL].map(modified),
  );
  return times.every((time) => time <= built);
}

/** When a file was last changed, in milliseconds; 0 when there is none. */
async function modified(file: URL): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const needed = !process.argv.includes('--if-stale') || !(await isExplorerFresh());
  if (needed) await buildExplorer();
}
