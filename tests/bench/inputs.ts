import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Directory that the bench keeps its keys and inputs in; never committed. */
export const BENCH_DATA = fileURLToPath(new URL('./.data', import.meta.url));

/** What every peer and every load is made from. Everybody in it is invented. */
export interface BenchInputs {
  /** The day by which everything is read, YYYY-MM-DD. */
  readonly asOf: string;
  /** The program that is asked about. */
  readonly program: string;
  /** NIKs in random order. */
  readonly niks: readonly string[];
  /** Some of them who live in the embedded database too. */
  readonly embeddedNiks: readonly string[];
  /** Regencies with more than a page of households. */
  readonly regencies: readonly string[];
}

const FILE = `${BENCH_DATA}/inputs.json`;

/** Where the inputs are written. */
export const INPUTS_FILE = FILE;

/** Reads the inputs that `prepareDatabase` wrote. */
export function readInputs(): BenchInputs {
  return JSON.parse(readFileSync(FILE, 'utf8')) as BenchInputs;
}
