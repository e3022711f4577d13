/** Whose access tokens are believed: chosen by configuration, never by what a token says. */
export interface TrustedIssuer {
  /** Exact `iss` of its tokens. */
  readonly issuer: string;
  /** Where its public keys are. */
  readonly jwksUri: string;
  /** `aud` of its tokens; {@link AUDIENCE} when absent. */
  readonly audience?: string;
  /** Whether every token of it must be bound to a key of its client (DPoP). One that is bound is checked in any case. */
  readonly dpop?: boolean;
}

/** `aud` of an access token for this API. */
export const AUDIENCE = 'dinsos-api';

/** `iss` of the tokens that development and sandbox deployments hand out for their personas. */
export const SANDBOX_ISSUER = 'urn:dinsos:sandbox';
