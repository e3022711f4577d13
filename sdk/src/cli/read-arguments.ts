import { parseArgs } from 'node:util';
import { AccessPurpose } from '../generated/types.js';
import type { Tongue } from './words.js';

/** The settings of the command that come from the environment. */
export interface Environment {
  readonly DINSOS_URL?: string | undefined;
  readonly DINSOS_CLIENT_ID?: string | undefined;
  readonly DINSOS_PRIVATE_KEY_FILE?: string | undefined;
  readonly LC_ALL?: string | undefined;
  readonly LANG?: string | undefined;
}

/** What the command was asked to do. */
export interface CheckCommand {
  readonly program: string;
  readonly purpose: AccessPurpose;
  readonly asOf: string | null;
  readonly language: Tongue;
  /** Null = standard input. */
  readonly file: string | null;
  readonly stateFile: string | null;
  readonly keepNik: boolean;
  readonly quiet: boolean;
  readonly url: string;
  readonly identity:
    | { readonly clientId: string; readonly keyFile: string }
    | { readonly persona: string; readonly chosen: boolean };
}

/** The command was called wrongly. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const DEVELOPMENT_URL = 'http://127.0.0.1:4000';

/** Who of the sandbox asks for a purpose. */
const PERSONAS: Partial<Readonly<Record<AccessPurpose, string>>> = {
  PAYEE_VERIFICATION: 'bank',
  HEALTH_COVERAGE_CHECK: 'hospital',
  STUDENT_AID_SCREENING: 'university',
};

const OPTIONS = {
  program: { type: 'string' },
  purpose: { type: 'string' },
  'as-of': { type: 'string' },
  language: { type: 'string' },
  resume: { type: 'string' },
  'keep-nik': { type: 'boolean' },
  url: { type: 'string' },
  'client-id': { type: 'string' },
  'client-key': { type: 'string' },
  sandbox: { type: 'string' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** The language that is asked for or, where it is not, that of the environment; Indonesian where neither says. */
export function tongueOf(args: readonly string[], environment: Environment): Tongue {
  const at = args.findIndex((arg) => /^--language\b/.test(arg));
  const asked = at < 0 ? undefined : (args[at]?.split('=')[1] ?? args[at + 1]);
  const word = asked ?? environment.LC_ALL ?? environment.LANG ?? '';
  return /^en/i.test(word) ? 'EN' : 'ID';
}

/** Reads the arguments; null where help is wanted. @throws {UsageError} */
export function readArguments(
  args: readonly string[],
  environment: Environment,
): CheckCommand | null {
  const { values, positionals } = parse(args);
  const [command, file, ...more] = positionals;
  if (values.help === true || (command === undefined && args.length === 0)) return null;
  if (command !== 'check') throw new UsageError('The command is "check".');
  if (more.length > 0) throw new UsageError('One file is checked at a time.');
  const { program, purpose, language } = values;
  if (program === undefined || program === '') throw new UsageError('--program is needed.');
  const known = Object.values(AccessPurpose).find((value) => value === purpose);
  if (known === undefined) {
    throw new UsageError(`--purpose is one of ${Object.values(AccessPurpose).join(', ')}.`);
  }
  if (language !== undefined && !/^(?:id|en)$/.test(language)) {
    throw new UsageError('--language is id or en.');
  }
  const keepNik = values['keep-nik'] === true;
  const path = file === undefined || file === '-' ? null : file;
  if (keepNik && path === null) throw new UsageError('--keep-nik needs a file.');
  const url = values.url ?? environment.DINSOS_URL;
  return {
    ...{ program, purpose: known, asOf: values['as-of'] ?? null, file: path, keepNik },
    language: tongueOf(args, environment),
    stateFile: values.resume ?? null,
    quiet: values.quiet === true,
    url: url ?? DEVELOPMENT_URL,
    identity: identityOf(values, environment, url === undefined ? PERSONAS[known] : undefined),
  };
}

function identityOf(
  values: ReturnType<typeof parse>['values'],
  environment: Environment,
  fitting: string | undefined,
): CheckCommand['identity'] {
  const { sandbox } = values;
  if (sandbox !== undefined) return { persona: sandbox, chosen: true };
  const clientId = values['client-id'] ?? environment.DINSOS_CLIENT_ID;
  const keyFile = values['client-key'] ?? environment.DINSOS_PRIVATE_KEY_FILE;
  if (clientId !== undefined && keyFile !== undefined) return { clientId, keyFile };
  if (clientId !== undefined || keyFile !== undefined) {
    throw new UsageError('--client-id and --client-key are needed together.');
  }
  if (fitting !== undefined) return { persona: fitting, chosen: false };
  throw new UsageError('Say who asks: --client-id and --client-key, or --sandbox.');
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    // The message may repeat an argument, which is the caller's own screen and nobody else's.
    throw new UsageError(error instanceof Error ? error.message : 'The arguments are unusable.');
  }
}
