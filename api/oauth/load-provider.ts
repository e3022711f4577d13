import type * as Library from 'oidc-provider';

type Provided = typeof Library;

let library: Promise<Provided> | null = null;

/**
 * The library of the authorization server. While it loads it advises, on standard error, to use a newer Node; the server
 * speaks by its own log alone, so that line is dropped.
 */
export function loadProvider(): Promise<Provided> {
  library ??= quietly(() => import('oidc-provider'));
  return library;
}

async function quietly<T>(load: () => Promise<T>): Promise<T> {
  const { console } = globalThis;
  const { warn } = console;
  console.warn = () => undefined;
  try {
    return await load();
  } finally {
    console.warn = warn;
  }
}
