import { resolve } from 'node:path';
import { z } from 'zod';
import type { DatabaseLocation } from '../prisma/database.js';
import type { Profile } from './app.js';
import type { TrustedIssuer } from './auth/trusted-issuer.js';
import { SANDBOX_ISSUER } from './auth/trusted-issuer.js';
import type { WebhookTargets } from './webhooks/webhook-targets.js';
import { DOCUMENT_RUNGS, type DocumentRung } from './http/find-document.js';

/** The environment does not say what the server needs. `message` is one line a fault, for whoever starts it. */
export class EnvironmentError extends Error {
  readonly code = 'ENVIRONMENT';
}

/** Where the root secrets are: in the environment itself, or in a file. */
export type KeySource =
  { readonly json: string } | { readonly file: string; readonly createWhenMissing: boolean };

/** What the process was told at start. Nothing else reads `process.env`. */
export interface Environment {
  readonly profile: Profile;
  readonly host: string;
  readonly port: number;
  /** Host names that a request may carry, lower case, without port; empty = loopback names only. */
  readonly allowedHosts: readonly string[];
  readonly database: DatabaseLocation;
  readonly keys: KeySource;
  readonly issuers: readonly TrustedIssuer[];
  /** Which documents are answered. */
  readonly documents: DocumentRung;
  /** Folder of documents that are registered besides those of the SDK; null = none. */
  readonly documentsFolder: string | null;
  /** Where signed heads of the trail are published besides the database; null = nowhere else. */
  readonly treeHeadsFile: string | null;
  /** Hours without a new head after which restricted data is not shown. */
  readonly treeHeadHours: number;
  /** Public origin of this server, which is the issuer of its tokens; null = where it listens. Never null in production. */
  readonly issuerUrl: string | null;
  /** How many chunks of jobs this process decides at a time; 0 = none, other processes do. */
  readonly jobWorkers: number;
  /** Where webhooks may be sent. Never to this machine in production. */
  readonly webhookTargets: WebhookTargets;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

const LOOPBACK_JWKS = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?\//;

const issuersSchema = z.array(
  z.strictObject({
    issuer: z.string().min(1).max(300),
    jwksUri: z.url(),
    audience: z.string().min(1).max(300).optional(),
    dpop: z.boolean().optional(),
  }),
);

const schema = z.object({
  NODE_ENV: z.string().optional(),
  DINSOS_PROFILE: z.enum(['development', 'sandbox', 'production']).optional(),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgresql://')
    .optional(),
  DINSOS_DATA: z.string().min(1).default('./.data'),
  DINSOS_POOL_SIZE: z.coerce.number().int().min(1).max(200).optional(),
  DINSOS_KEYS: z.string().optional(),
  DINSOS_KEYS_FILE: z.string().optional(),
  DINSOS_ISSUERS: z.string().default('[]').transform(parseJson).pipe(issuersSchema),
  DINSOS_ISSUER_URL: z
    .url({ protocol: /^https?$/ })
    .refine(
      (text) => new URL(text).origin === text,
      'must be an origin, such as https://api.example.go.id',
    )
    .optional(),
  DINSOS_ALLOWED_HOSTS: z.string().default('').transform(commaList),
  DINSOS_DOCUMENTS: z.enum(DOCUMENT_RUNGS).default('any'),
  DINSOS_DOCUMENTS_FOLDER: z.string().min(1).optional(),
  DINSOS_TREE_HEADS_FILE: z.string().min(1).optional(),
  DINSOS_TREE_HEAD_HOURS: z.coerce.number().min(0.1).max(168).default(4),
  DINSOS_JOB_WORKERS: z.coerce.number().int().min(0).max(16).optional(),
  DINSOS_WEBHOOK_PORTS: z
    .string()
    .regex(/^\d{1,5}(,\d{1,5}){0,9}$/, 'must be ports, such as 443,8443')
    .default('443'),
  DINSOS_WEBHOOK_LOOPBACK: z.enum(['0', '1']).default('0'),
  DINSOS_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

/**
 * Reads and checks the environment. An empty variable counts as absent.
 *
 * @throws EnvironmentError naming each variable that is wrong and what is wrong with it; never its value.
 */
export function readEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Environment {
  const values = parseVariables(schema, variables);
  const profile = profileOf(values);
  if (profile === 'development' && values.NODE_ENV === 'production') {
    throw new EnvironmentError('DINSOS_PROFILE: development is refused while NODE_ENV=production');
  }
  refuseIssuers(profile, values.DINSOS_ISSUERS);
  refuseIssuerUrl(profile, values.DINSOS_ISSUER_URL, values.DINSOS_ISSUERS);
  if (profile === 'production' && values.DINSOS_WEBHOOK_LOOPBACK === '1') {
    throw new EnvironmentError('DINSOS_WEBHOOK_LOOPBACK: refused in production');
  }
  const directory = resolve(values.DINSOS_DATA);
  const database = databaseLocation(values.DATABASE_URL, values.DINSOS_POOL_SIZE, directory);
  return Object.freeze({
    profile,
    host: values.HOST,
    port: values.PORT,
    allowedHosts: values.DINSOS_ALLOWED_HOSTS,
    database,
    keys: keySource(profile, values.DINSOS_KEYS, values.DINSOS_KEYS_FILE, directory),
    issuers: values.DINSOS_ISSUERS.map(({ audience, dpop, ...issuer }) => ({
      ...issuer,
      ...(audience === undefined ? {} : { audience }),
      ...(dpop === undefined ? {} : { dpop }),
    })),
    issuerUrl: values.DINSOS_ISSUER_URL ?? null,
    documents: values.DINSOS_DOCUMENTS,
    documentsFolder: values.DINSOS_DOCUMENTS_FOLDER ?? null,
    treeHeadsFile:
      values.DINSOS_TREE_HEADS_FILE === undefined ? null : resolve(values.DINSOS_TREE_HEADS_FILE),
    treeHeadHours: values.DINSOS_TREE_HEAD_HOURS,
    // Two on a server: while the database records one chunk, the other is decided.
    jobWorkers: values.DINSOS_JOB_WORKERS ?? ('url' in database ? 2 : 1),
    webhookTargets: {
      ports: values.DINSOS_WEBHOOK_PORTS.split(',').map(Number),
      loopback: values.DINSOS_WEBHOOK_LOOPBACK === '1',
    },
    logLevel: values.DINSOS_LOG_LEVEL,
  });
}

/** Where data and root secrets are, for commands that change how the one is sealed by the other. @throws EnvironmentError */
export function readVaultEnvironment(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): Pick<Environment, 'database' | 'keys'> {
  const values = parseVariables(
    schema.pick({
      ...{ NODE_ENV: true, DINSOS_PROFILE: true, DATABASE_URL: true, DINSOS_POOL_SIZE: true },
      ...{ DINSOS_DATA: true, DINSOS_KEYS: true, DINSOS_KEYS_FILE: true },
    }),
    variables,
  );
  const directory = resolve(values.DINSOS_DATA);
  const database = databaseLocation(values.DATABASE_URL, values.DINSOS_POOL_SIZE, directory);
  return {
    database,
    keys: keySource(profileOf(values), values.DINSOS_KEYS, values.DINSOS_KEYS_FILE, directory),
  };
}

function profileOf(values: {
  NODE_ENV?: string | undefined;
  DINSOS_PROFILE?: Profile | undefined;
}): Profile {
  return values.DINSOS_PROFILE ?? (values.NODE_ENV === 'production' ? 'production' : 'development');
}

/** Only where the data is, for commands that need nothing else. @throws EnvironmentError */
export function readDatabaseLocation(
  variables: Readonly<Record<string, string | undefined>> = process.env,
): DatabaseLocation {
  const { DATABASE_URL, DINSOS_POOL_SIZE, DINSOS_DATA } = parseVariables(
    schema.pick({ DATABASE_URL: true, DINSOS_POOL_SIZE: true, DINSOS_DATA: true }),
    variables,
  );
  return databaseLocation(DATABASE_URL, DINSOS_POOL_SIZE, resolve(DINSOS_DATA));
}

function parseVariables<T>(
  form: z.ZodType<T>,
  variables: Readonly<Record<string, string | undefined>>,
): T {
  const present = Object.entries(variables).filter(([, value]) => value !== '');
  const parsed = form.safeParse(Object.fromEntries(present), { reportInput: false });
  if (parsed.success) return parsed.data;
  throw new EnvironmentError(
    parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'),
  );
}

function databaseLocation(
  url: string | undefined,
  poolSize: number | undefined,
  directory: string,
): DatabaseLocation {
  if (url === undefined) return { directory: resolve(directory, 'database') };
  return poolSize === undefined ? { url } : { url, poolSize };
}

function keySource(
  profile: Profile,
  json: string | undefined,
  file: string | undefined,
  directory: string,
): KeySource {
  if (json !== undefined && file !== undefined) {
    throw new EnvironmentError('DINSOS_KEYS and DINSOS_KEYS_FILE: give one of them, not both');
  }
  if (json !== undefined) return { json };
  if (file !== undefined) return { file: resolve(file), createWhenMissing: false };
  if (profile === 'production') {
    throw new EnvironmentError(
      'DINSOS_KEYS_FILE (or DINSOS_KEYS): needed in production; `npm run keys -- FILE` makes such a file',
    );
  }
  return { file: resolve(directory, 'keys.json'), createWhenMissing: true };
}

function refuseIssuers(profile: Profile, issuers: readonly { issuer: string; jwksUri: string }[]) {
  const names = issuers.map(({ issuer }) => issuer);
  if (new Set(names).size < names.length) {
    throw new EnvironmentError('DINSOS_ISSUERS: an issuer is named twice');
  }
  if (names.includes(SANDBOX_ISSUER)) {
    throw new EnvironmentError('DINSOS_ISSUERS: the name of the sandbox issuer cannot be trusted');
  }
  if (profile === 'production' && names.length === 0) {
    throw new EnvironmentError('DINSOS_ISSUERS: production needs at least one trusted issuer');
  }
  for (const { jwksUri } of issuers) {
    const plainLoopback = profile === 'development' && LOOPBACK_JWKS.test(jwksUri);
    if (!jwksUri.startsWith('https://') && !plainLoopback) {
      throw new EnvironmentError('DINSOS_ISSUERS: jwksUri must be https');
    }
  }
}

function refuseIssuerUrl(
  profile: Profile,
  url: string | undefined,
  issuers: readonly { issuer: string }[],
) {
  if (issuers.some(({ issuer }) => issuer === url)) {
    throw new EnvironmentError('DINSOS_ISSUERS: the server trusts its own tokens already');
  }
  if (profile !== 'production' || url?.startsWith('https://') === true) return;
  throw new EnvironmentError(
    'DINSOS_ISSUER_URL: production needs the https origin under which the world reaches this server',
  );
}

function parseJson(text: string, context: z.RefinementCtx): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    context.addIssue({ code: 'custom', message: 'is not JSON' });
    return z.NEVER;
  }
}

function commaList(text: string): string[] {
  return text
    .split(',')
    .map((item) => item.trim().toLowerCase())
    .filter((item) => item !== '');
}
