import { badInput } from '../api/errors.js';

/** The arguments of a forward page. */
interface PageArguments {
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
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

export const DEFAULT_PAGE = 20;
const CURSOR = /^[A-Za-z0-9+/=]{1,80}$/;

/**
 * A forward page over rows that are found by id: `find` gets how many to find (one more than shown) and the id after which.
 * The cursor is the opaque id and nothing else.
 */
export async function forwardPage<Row extends { readonly id: string }>(
  { first, after }: PageArguments,
  find: (page: { limit: number; after: string | null }) => Promise<readonly Row[]>,
): Promise<Page<Row>> {
  const size = first ?? DEFAULT_PAGE;
  const start = after === null || after === undefined ? null : readCursor(after);
  const rows = await find({ limit: size + 1, after: start });
  const edges = rows.slice(0, size).map((node) => ({ cursor: writeCursor(node.id), node }));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > size,
      hasPreviousPage: start !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function writeCursor(id: string): string {
  return Buffer.from(id).toString('base64');
}

function readCursor(cursor: string): string {
  if (!CURSOR.test(cursor)) throw badInput('after must be a cursor of this list.');
  return Buffer.from(cursor, 'base64').toString('utf8');
}
