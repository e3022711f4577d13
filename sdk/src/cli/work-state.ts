import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { CheckCommand } from './read-arguments.js';
import { UsageError } from './read-arguments.js';

/** How far a command is, so that the same command can go on. Nothing of a person. */
export interface WorkState {
  /** What the command was; another one does not go on with this work. */
  readonly terms: string;
  readonly idempotencyKey: string;
  /** Null until the job has started. */
  readonly jobId: string | null;
  /** Rows whose answers are written, and the bytes that they take; some of them refused. */
  readonly written: number;
  readonly bytes: number;
  readonly refused: number;
}

/** Whose work it is, and about what. */
export function termsOf({ url, identity, program, purpose, asOf, ...rest }: CheckCommand): string {
  const who = 'persona' in identity ? identity.persona : identity.clientId;
  return JSON.stringify([url, who, program, purpose, asOf, rest.language, rest.keepNik]);
}

/** The state in a file; null where there is none yet. @throws {UsageError} when it is the state of other work. */
export function readState(file: string, terms: string): WorkState | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new UsageError('The file of --resume cannot be read.');
  }
  const state = parse(text);
  if (state === null) throw new UsageError('The file of --resume is not one of this command.');
  if (state.terms === terms) return state;
  throw new UsageError(
    'The file of --resume is of another check: other people, program or client.',
  );
}

/** Puts the state in place of the one before, whole or not at all. */
export function writeState(file: string, state: WorkState): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, JSON.stringify(state), { mode: 0o600 });
  renameSync(fresh, file);
}

/** Forgets work that is done. */
export function removeState(file: string): void {
  rmSync(file, { force: true });
}

function parse(text: string): WorkState | null {
  try {
    const state = Object(JSON.parse(text)) as Partial<WorkState>;
    const counts = [state.written, state.bytes, state.refused];
    const isOne =
      typeof state.terms === 'string' &&
      typeof state.idempotencyKey === 'string' &&
      (state.jobId === null || typeof state.jobId === 'string') &&
      counts.every((count) => Number.isSafeInteger(count));
    return isOne ? (state as WorkState) : null;
  } catch {
    return null;
  }
}
