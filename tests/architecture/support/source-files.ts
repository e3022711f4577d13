import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path/posix';

/** The repository's root. */
export const ROOT = new URL('../../../', import.meta.url);

const SKIPPED = new Set(['node_modules', 'dist', 'generated', 'coverage']);
const IMPORTED =
  /^\s*(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/gm;

/** One import of a file, as written and, when it is relative, the file that it names. */
export interface Import {
  readonly specifier: string;
  /** Path from the root, ending in `.ts` or as written; null for a package. */
  readonly target: string | null;
}

/** A TypeScript file that people write here. */
export interface SourceFile {
  /** Path from the root. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
}

/** Reads the TypeScript files below the given folders, generated and built ones left out. */
export function readSourceFiles(...folders: readonly string[]): SourceFile[] {
  return folders.flatMap(pathsIn).map((path) => {
    const text = readFileSync(new URL(path, ROOT), 'utf8');
    return { path, text, imports: importsOf(path, text) };
  });
}

function pathsIn(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, ROOT), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : pathsIn(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** What a file at `path` with this text imports, or exports from elsewhere. */
export function importsOf(path: string, text: string): Import[] {
  return [...text.matchAll(IMPORTED)].map(([, from, bare]) => {
    const specifier = from ?? bare ?? '';
    const target = specifier.startsWith('.')
      ? normalize(join(dirname(path), specifier)).replace(/\.js$/, '.ts')
      : null;
    return { specifier, target };
  });
}
