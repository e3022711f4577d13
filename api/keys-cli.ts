import { createKeysFile } from './keys.js';

// `npm run keys -- FILE`: fresh root secrets for production.
const [file] = process.argv.slice(2);
if (file === undefined) {
  process.stderr.write('usage: npm run keys -- FILE\n');
  process.exit(2);
}
const written = await createKeysFile(file, false);
process.stdout.write(
  written
    ? `Wrote ${file}. Keep a copy apart from the database: without it nobody's identity can be read.\n`
    : `${file} exists already; it was left alone.\n`,
);
process.exitCode = written ? 0 : 1;
