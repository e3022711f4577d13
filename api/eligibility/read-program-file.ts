import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';

/** Where the programs that ship are written down. */
export const PROGRAM_FILES = new URL('../../prisma/reference/programs/', import.meta.url);

/** What a file of {@link PROGRAM_FILES} holds. */
export async function readProgramFile(name: string): Promise<unknown> {
  return parse(await readFile(new URL(name, PROGRAM_FILES), 'utf8'));
}
