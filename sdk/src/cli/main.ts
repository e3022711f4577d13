#!/usr/bin/env node
import { DinsosError } from '../errors.js';
import { openOutput } from './open-output.js';
import { readArguments, tongueOf, UsageError } from './read-arguments.js';
import { runCheck } from './run-check.js';
import { showProgress } from './show-progress.js';
import { WORDS } from './words.js';

const DECIDED = 0;
const FAULT = 1;
const USAGE = 2;
const SOME_REFUSED = 3;
const INTERRUPTED = 130;

/** Runs the command and gives its exit code. */
async function main(args: readonly string[]): Promise<number> {
  const { stdin, stdout, stderr, env } = process;
  const words = WORDS[tongueOf(args, env)];
  const say = (line: string): void => void stderr.write(`${line}\n`);
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => controller.abort(new Error('Interrupted.')));
  }
  let progress = null;
  let isResumable = false;
  try {
    const command = readArguments(args, env);
    if (command === null) {
      stdout.write(words.help);
      return DECIDED;
    }
    const { identity, quiet, stateFile } = command;
    isResumable = stateFile !== null;
    if ('persona' in identity && !identity.chosen && !quiet) say(words.asPersona(identity.persona));
    progress = showProgress(stderr, words, quiet);
    // Whoever reads the answers has gone: nobody waits for the rest.
    stdout.once('error', () => controller.abort(new Error('Interrupted.')));
    const { decided, refused } = await runCheck(command, {
      input: stdin,
      output: openOutput(stdout),
      onProgress: progress.show,
      signal: controller.signal,
      newKey: () => crypto.randomUUID(),
    });
    progress.stop();
    if (!quiet) say(words.done(decided, refused));
    return refused === 0 ? DECIDED : SOME_REFUSED;
  } catch (error) {
    progress?.stop();
    if (controller.signal.aborted) {
      say(words.interrupted(isResumable));
      return INTERRUPTED;
    }
    // The SDK's own complaints about what it was given are TypeErrors.
    if (error instanceof UsageError || error instanceof TypeError) {
      say(`${error.message} ${words.seeHelp}`);
      return USAGE;
    }
    if (!(error instanceof DinsosError)) throw error;
    const request = error.requestId === null ? '' : `, ${error.requestId}`;
    say(`${error.message} (${error.code}${request})`);
    return FAULT;
  }
}

process.exitCode = await main(process.argv.slice(2));
