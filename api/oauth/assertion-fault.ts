const LONGEST_S = 60;
const SKEW_S = 5;
const TYPES = new Set([undefined, 'JWT', 'client-authentication+jwt']);
const JTI = /^[\x21-\x7e]{8,128}$/;

/**
 * What is wrong with a client assertion whose signature is right, or null: one word for the log, never shown. The library
 * bounds neither the life of an assertion nor `iat`, and accepts other audiences beside the issuer.
 */
export function assertionFault(
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>>,
  terms: { readonly issuer: string; readonly nowS: number },
): string | null {
  const { iat, exp, jti, aud, iss, sub } = claims;
  const { issuer, nowS } = terms;
  if (aud !== issuer) return 'audience';
  if (iss !== sub) return 'subject';
  if (typeof iat !== 'number' || typeof exp !== 'number') return 'times';
  if (iat > nowS + SKEW_S) return 'issued_in_the_future';
  if (iat < nowS - LONGEST_S - SKEW_S) return 'too_old';
  if (exp <= iat || exp - iat > LONGEST_S) return 'lives_too_long';
  if (typeof jti !== 'string' || !JTI.test(jti)) return 'jti';
  if (!TYPES.has(header['typ'] as string | undefined)) return 'type';
  if (['jwk', 'jku', 'x5u', 'x5c', 'crit'].some((name) => name in header)) return 'brings_a_key';
  return null;
}
