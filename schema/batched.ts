import DataLoader from 'dataloader';
import type { Context } from '../api/context.js';

/**
 * Loads for all rows of a page at once what each of its resolvers asks for, so that statements do not grow with the page.
 * `load` gets every key that was asked for in one turn of an operation and answers in the same order.
 */
export function batched<Key, Value>(
  load: (context: Context, keys: readonly Key[]) => Promise<readonly Value[]>,
): (context: Context, key: Key) => Promise<Value> {
  const loaders = new WeakMap<Context, DataLoader<Key, Value>>();
  return (context, key) => {
    let loader = loaders.get(context);
    if (loader === undefined) {
      loader = new DataLoader((keys: readonly Key[]) => load(context, keys), { cache: false });
      loaders.set(context, loader);
    }
    return loader.load(key);
  };
}
