import { UnexpectedResponseError } from './errors.js';

/** One page of a connection. */
export interface Page<T> {
  readonly edges: readonly ({ readonly node: T } | null)[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

/**
 * The items of all pages, one after the other. A page is fetched when its first item is asked for, and only once:
 * `next()` calls made at the same time wait for one another, so they share a page.
 */
export function paginate<T>(
  fetchPage: (after: string | null) => Promise<Page<T>>,
): AsyncIterableIterator<T> {
  const items = walkPages(fetchPage);
  return {
    next: () => items.next(),
    return: () => items.return(undefined),
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
