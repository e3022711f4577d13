import { UnexpectedResponseError } from './errors.js';

/** One page of a connection. */
export interface Page<T> {
  readonly edges: readonly ({ readonly node: T } | null)[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/** The items of all pages, to be walked through or gathered. */
export interface Pages<T> extends AsyncIterableIterator<T, undefined, undefined> {
  /**
   * The first `limit` items, 1 to 10,000, in an array; no page is fetched that they do not need.
   *
   * @throws {TypeError} for another limit: nobody should gather a registry by mistake.
   */
  toArray(options: { readonly limit: number }): Promise<T[]>;
}

const MOST_GATHERED = 10_000;

/**
 * The items of all pages, one after the other. A page is fetched when its first item is asked for, and only once:
 * `next()` calls made at the same time wait for one another, so they share a page.
 */
export function paginate<T>(fetchPage: (after: string | null) => Promise<Page<T>>): Pages<T> {
  const items = walkPages(fetchPage);
  return {
    next: () => items.next(),
    return: () => items.return(undefined),
    toArray: ({ limit }) => gather(items, limit),
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

/** Calls of an async generator's `next()` are queued by the language: that is what makes them share. */
async function* walkPages<T>(
  fetchPage: (after: string | null) => Promise<Page<T>>,
): AsyncGenerator<T, undefined, undefined> {
  let after: string | null = null;
  for (;;) {
    const { edges, pageInfo }: Page<T> = await fetchPage(after);
    for (const edge of edges) if (edge !== null) yield edge.node;
    if (!pageInfo.hasNextPage) return undefined;
    if (pageInfo.endCursor === null || pageInfo.endCursor === after) {
      throw new UnexpectedResponseError('The registry gave a page that leads nowhere.');
    }
    after = pageInfo.endCursor;
  }
}

async function gather<T>(items: AsyncGenerator<T, undefined>, limit: number): Promise<T[]> {
  if (!Number.isInteger(limit) || limit < 1 || limit > MOST_GATHERED) {
    throw new TypeError('limit must be a whole number from 1 to 10000.');
  }
  const gathered: T[] = [];
  for await (const item of items) {
    gathered.push(item);
    if (gathered.length === limit) break;
  }
  return gathered;
}
