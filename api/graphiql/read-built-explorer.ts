import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname } from 'node:path';

/** A built file in every encoding that was prepared for it. */
export interface BuiltFile {
  readonly type: string;
  /** Strong validator of the uncompressed content, in quotes. */
  readonly etag: string;
  readonly plain: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

const types: Readonly<Record<string, string>> = {
  '.graphql': 'text/plain; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * Reads everything that the build left, by file name. What is not in the map cannot be served, so
 * no path of a request ever reaches the file system. Undefined when nothing was built.
 */
export function readBuiltExplorer(directory: URL): ReadonlyMap<string, BuiltFile> | undefined {
  if (!existsSync(new URL('index.html', directory))) return undefined;
  const names = new Set(readdirSync(directory));
  const prepared = (name: string) =>
    names.has(name) ? readFileSync(new URL(name, directory)) : undefined;

  const files = new Map<string, BuiltFile>();
  for (const name of names) {
    const type = types[extname(name)];
    if (type === undefined) continue;
    const plain = readFileSync(new URL(name, directory));
    files.set(name, {
      type,
      etag: `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`,
      plain,
      br: prepared(`${name}.br`),
      gzip: prepared(`${name}.gz`),
    });
  }
  return files;
}
