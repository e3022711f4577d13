import { createRequire } from 'node:module';
import { createWriteStream, type WriteStream } from 'node:fs';
import type Pg from 'pg';
import { CLAIMS_STATEMENT } from '../../../../prisma/claims.js';

interface Asked {
  readonly text: string;
  readonly values?: readonly unknown[];
}

interface Inside {
  readonly connectionParameters: { readonly options?: string };
}

// The driver that the server itself loads: the bench has one of its own beside its peers.
const load = createRequire(new URL('../../../../prisma/database.ts', import.meta.url));
const pg = load('pg') as typeof Pg;
const { prepareValue } = load('pg/lib/utils') as {
  prepareValue(value: unknown): string | Buffer | null;
};

/**
 * From now on writes every statement of this process, with its values, as a script that `psql` runs alone: in the order in
 * which they are sent, each as the role and the caller of its connection.
 *
 * @returns a function that goes on in another file, or in none, done when the former one is written
 */
export function captureStatements(): (file: string) => Promise<void> {
  const names = new Map<string, string>();
  const callers = new WeakMap<object, Asked>();
  let out: WriteStream | null = null;
  let [role, caller] = ['', ''];
  const write = (line: string): void => void out?.write(`${line};\n`);

  const executed = ({ text, values = [] }: Asked): string => {
    if (values.length === 0) return text;
    let name = names.get(text);
    if (name === undefined) {
      name = `s${names.size}`;
      names.set(text, name);
      write(`PREPARE ${name} AS ${text}`);
    }
    return `EXECUTE ${name}(${values.map(literal).join(', ')})`;
  };

  const note = (client: object, asked: Asked): void => {
    if (asked.text === CLAIMS_STATEMENT) {
      callers.set(client, asked);
      return;
    }
    if (out === null) return;
    const own = / -c role=(\w+)/.exec((client as Inside).connectionParameters.options ?? '')?.[1];
    if (own !== undefined && own !== role) write(`SET ROLE ${(role = own)}`);
    const told = callers.get(client);
    const said = told === undefined ? '' : executed(told);
    if (said !== '' && said !== caller) write((caller = said));
    write(executed(asked));
  };

  const query = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function (this: Pg.Client, ...args: unknown[]): unknown {
    const [first, second] = args;
    if (typeof first === 'string') {
      note(this, { text: first, ...(Array.isArray(second) ? { values: second } : {}) });
    } else note(this, first as Asked);
    return query.apply(this, args);
  } as typeof Pg.Client.prototype.query;

  return async (file) => {
    const former = out;
    if (former !== null) await new Promise<void>((resolve) => former.end(resolve));
    // A script runs in a session of its own, which knows none of the statements of the one before.
    names.clear();
    [role, caller] = ['', ''];
    out = file === '' ? null : createWriteStream(file);
  };
}

function literal(value: unknown): string {
  const prepared = prepareValue(value);
  if (prepared === null) return 'NULL';
  return Buffer.isBuffer(prepared)
    ? `'\\x${prepared.toString('hex')}'`
    : pg.escapeLiteral(prepared);
}
