import { badInput } from '../api/errors.js';
import { isUuid } from '../api/values/is-uuid.js';

/** The arguments of a forward page. */
interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
}

/** Which rows a page needs. */
export interface PageWindow {
  /** How many to show. */
  readonly shown: number;
  /** How many to find: one more, which tells whether another page follows. */
  readonly limit: number;
  /** The key of the last row of the page before; null = the first page. */
  readonly after: string | null;
}

/** Relay's shape of a page. */
interface Page<Row> {
  readonly edges: { readonly cursor: string; readonly node: Row }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** By which key the rows of a list are paged. */
interface PageKey<Row> {
  of(row: Row): string;
  /** Whether a text has the form of such a key. */
  fits(text: string): boolean;
}

const DEFAULT_PAGE = 20;
const CURSOR = /^[A-Za-z0-9+/=]{1,80}$/;
const BY_ID: PageKey<{ readonly id: string }> = { of: ({ id }) => id, fits: isUuid };

/** A forward page over rows that are paged by their id. The cursor is the opaque id and nothing else. */
export function forwardPage<Row extends { readonly id: string }>(
  args: PageArguments,
  find: (window: PageWindow) => Promise<readonly Row[]>,
): Promise<Page<Row>> {
  return forwardPageBy(BY_ID, args, find);
}

/**
 * A forward page over rows that are paged by a key of their own.
 *
 * @throws Fault BAD_USER_INPUT for an `after` that no such list gives.
 */
export async function forwardPageBy<Keyed, Row extends Keyed>(
  key: PageKey<Keyed>,
  { first, after }: PageArguments,
  find: (window: PageWindow) => Promise<readonly Row[]>,
): Promise<Page<Row>> {
  const shown = first ?? DEFAULT_PAGE;
  const start = after === null || after === undefined ? null : readCursor(after, key);
  const rows = await find({ shown, limit: shown + 1, after: start });
  const edges = rows.slice(0, shown).map((node) => ({ cursor: writeCursor(key.of(node)), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > shown,
      hasPreviousPage: start !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function writeCursor(key: string): string {
  return Buffer.from(key).toString('base64');
}

function readCursor(cursor: string, { fits }: Pick<PageKey<never>, 'fits'>): string {
  const key = CURSOR.test(cursor) ? Buffer.from(cursor, 'base64').toString('utf8') : '';
  if (!fits(key)) throw badInput('after must be a cursor of this list.');
  return key;
}
