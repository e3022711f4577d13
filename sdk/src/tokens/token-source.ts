/**
 * Where access tokens come from. The seam for further ways to authenticate: whoever can say a token, and say a newer one
 * when the registry refuses it, fits.
 */
export interface TokenSource {
  /** A token to send now; from memory while it is good for a while yet. */
  current(): Promise<string>;
  /** A token instead of one that the registry refused; the same one where there is no other. */
  replace(refused: string): Promise<string>;
}

/** The token as given, once it has the form of one. */
export function checkedToken(token: unknown): string {
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError('The access token must be a string without spaces or control characters.');
  }
  return token;
}
