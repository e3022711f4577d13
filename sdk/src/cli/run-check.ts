import { readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import type { DinsosClient, PurposeOptional } from '../client.js';
import { createClient } from '../create-client.js';
import type { JobProgress } from '../jobs/job-models.js';
import type { PersonCheck } from '../models.js';
import type { Output } from './open-output.js';
import { UsageError, type CheckCommand } from './read-arguments.js';
import { openPeople, readPeople } from './read-people.js';
import { readState, removeState, termsOf, writeState, type WorkState } from './work-state.js';
import { resultHeader, resultLine } from './write-results.js';

/** The world around the command. */
export interface Surroundings {
  readonly input: Readable;
  readonly output: Output;
  readonly onProgress: (progress: JobProgress) => void;
  readonly signal: AbortSignal;
  readonly newKey: () => string;
}

/** How many rows were decided and how many refused. */
export interface Checked {
  readonly decided: number;
  readonly refused: number;
}

const ROWS_AT_A_TIME = 500;

/**
 * Checks a file: its rows go up, the answers come down and are written as they come. With a state file everything that was done
 * is known to the next run of the same command, at the latest five hundred answers later; those written since are written anew.
 */
export async function runCheck(command: CheckCommand, around: Surroundings): Promise<Checked> {
  const { output, signal } = around;
  const { stateFile, keepNik, file } = command;
  const terms = termsOf(command);
  const client = clientOf(command);
  const before = stateFile === null ? null : readState(stateFile, terms);
  const isWritten = before !== null && output.goOnFrom(before.bytes);
  let state: WorkState = {
    ...{ terms, idempotencyKey: before?.idempotencyKey ?? around.newKey() },
    jobId: before?.jobId ?? null,
    ...{ written: isWritten ? before.written : 0, refused: isWritten ? before.refused : 0 },
    bytes: output.bytes,
  };
  const note = (news: Partial<WorkState>): void => {
    state = { ...state, ...news };
    if (stateFile !== null) writeState(stateFile, state);
  };
  note({});

  const niks = keepNik ? await niksFrom(file, state.written) : null;
  let waiting = state.written === 0 ? resultHeader(keepNik) : '';
  let { written, refused } = state;
  const flush = async (): Promise<void> => {
    await output.write(waiting);
    waiting = '';
    note({ written, refused, bytes: output.bytes });
  };

  const results = client.eligibility.stream(peopleOf(command, around), {
    ...{ program: command.program, asOf: command.asOf, signal },
    ...{ idempotencyKey: state.idempotencyKey, keepOnAbort: stateFile !== null },
    ...(state.jobId === null ? {} : { resume: { jobId: state.jobId, fromRow: written + 1 } }),
    onProgress: (progress) => {
      if (state.jobId === null) note({ jobId: progress.jobId });
      around.onProgress(progress);
    },
  });
  try {
    for await (const result of results) {
      const nik = niks === null ? null : (await niks.next()).value;
      waiting += resultLine(result, nik?.nik ?? (keepNik ? '' : null));
      written = result.row;
      if (result.refused !== undefined) refused += 1;
      if (written % ROWS_AT_A_TIME === 0) await flush();
    }
  } finally {
    await flush();
    await niks?.return(undefined);
  }
  if (stateFile !== null) removeState(stateFile);
  return { decided: written - refused, refused };
}

function clientOf(command: CheckCommand): DinsosClient<PurposeOptional> {
  const { url, identity, purpose, language } = command;
  const who =
    'persona' in identity
      ? { credentials: { sandboxPersona: identity.persona } }
      : { clientId: identity.clientId, privateKey: readKey(identity.keyFile) };
  return createClient({ url, purpose, language, ...who });
}

/** The key of a client. @throws {UsageError} without anything of the file. */
function readKey(file: string): object {
  try {
    return Object(JSON.parse(readFileSync(file, 'utf8'))) as object;
  } catch {
    throw new UsageError('The file of --client-key holds no private key as a JWK.');
  }
}

/** Reads the file only once somebody asks for its first row: a job whose rows are all there needs none of them. */
async function* peopleOf(
  { file }: CheckCommand,
  { input }: Surroundings,
): AsyncGenerator<PersonCheck, void, undefined> {
  yield* readPeople(openPeople(file, input));
}

async function niksFrom(
  file: string | null,
  passed: number,
): Promise<AsyncGenerator<PersonCheck, void, undefined> | null> {
  if (file === null) return null;
  const people = readPeople(openPeople(file, process.stdin));
  for (let row = 0; row < passed; row += 1) await people.next();
  return people;
}
