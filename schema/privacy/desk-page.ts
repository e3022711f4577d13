import { forwardPage, type PageWindow } from '../connection.js';

/** Rows of somebody whom a desk may ask for, and what else belongs to their page. */
interface Found<Row, More> {
  readonly rows: readonly Row[];
  readonly more: More;
}

/** A forward page of what a desk may ask for; null where `find` gives null. */
export async function deskPage<Row extends { readonly id: string }, More extends object>(
  args: Parameters<typeof forwardPage>[0],
  find: (window: PageWindow) => Promise<Found<Row, More> | null>,
) {
  const held: { more: More | null } = { more: null };
  const page = await forwardPage<Row>(args, async (window) => {
    const found = await find(window);
    held.more = found?.more ?? null;
    return found?.rows ?? [];
  });
  return held.more === null ? null : { ...page, ...held.more };
}
