/** The request in which a token is presented. */
export interface PresentedTo {
  readonly method: string;
  readonly url: string;
}

/**
 * Where access tokens come from. The seam for further ways to authenticate: whoever can say a token, say a newer one when
 * the registry refuses it, and present it, fits.
 */
export interface TokenSource {
  /** A token to send now; from memory while it is good for a while yet. */
  current(): Promise<string>;
  /** A token instead of one that the registry refused; the same one where there is no other. */
  replace(refused: string): Promise<string>;
  /** The headers by which a token is presented in one request; made anew for each attempt. */
  present(token: string, request: PresentedTo): Promise<Readonly<Record<string, string>>>;
}

/** Presents a token that is good for whoever has it. */
export async function asBearer(token: string): Promise<Readonly<Record<string, string>>> {
  return { authorization: `Bearer ${token}` };
}

/** The token as given, once it has the form of one. */
export function checkedToken(token: unknown): string {
  if (typeof token !== 'string' || !/^[\x21-\x7e]+$/.test(token)) {
    throw new TypeError('The access token must be a string without spaces or control characters.');
  }
  return token;
}
