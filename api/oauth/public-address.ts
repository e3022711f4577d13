/** Under which URL the world knows this server: its issuer, and the address that proofs of possession must name. */
export interface PublicAddress {
  /** The issuer: an origin, without a slash at its end. @throws Error before it is known. */
  issuer(): string;
  /** The issuer, or null while the server does not listen yet. */
  known(): string | null;
  /** The GraphQL endpoint, as `resource` of a token request names it. */
  resource(): string;
  /** Whether `url` (without query and fragment) is the GraphQL endpoint. */
  isResource(url: string): boolean;
  /** Whether `url` (without query and fragment) is this path of the server. */
  isHere(url: string, path: string): boolean;
  /** Tells where the server listens; counts only where nothing was configured. */
  listening(url: string): void;
}

const PATH = '/graphql';

/**
 * @param configured the public origin; null = the address that the server listens on, by any of its loopback names.
 */
export function createPublicAddress(configured: string | null): PublicAddress {
  let issuer = configured === null ? null : new URL(configured).origin;
  let origins = new Set(issuer === null ? [] : [issuer]);
  const isHere = (url: string, path: string): boolean =>
    [...origins].some((one) => url === `${one}${path}`);
  const demand = (): string => {
    if (issuer === null) throw new Error('The server does not listen yet.');
    return issuer;
  };
  return {
    issuer: demand,
    known: () => issuer,
    resource: () => `${demand()}${PATH}`,
    isResource: (url) => isHere(url, PATH),
    isHere,
    listening(url) {
      if (configured !== null) return;
      const { origin, port } = new URL(url);
      issuer = origin;
      const names = ['localhost', '127.0.0.1', '[::1]'];
      origins = new Set([origin, ...names.map((name) => `http://${name}:${port}`)]);
    },
  };
}
