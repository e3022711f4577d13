/** What a tree head says: how many entries the trail had at an instant, and the hash of all of them. */
export interface TreeHead {
  /** Entries. */
  readonly size: number;
  /** Root of the Merkle tree over them, 64 hexadecimal digits. */
  readonly root: string;
  /** ISO 8601 in UTC, with milliseconds. */
  readonly at: string;
}

/** A tree head that a key of the trail has signed. */
export interface SignedTreeHead extends TreeHead {
  /** Which key. */
  readonly kid: string;
  /** ES256 over {@link headText}, base64url. */
  readonly signature: string;
}

/** A public P-256 key as a JWK. */
export interface TrailKey {
  readonly kty: string;
  readonly crv?: string;
  readonly x?: string;
  readonly y?: string;
  readonly kid?: string;
}
