import type { Context } from '../context.js';
import type { ShownDecision } from './disclosure.js';

/**
 * The receipt of a decision: a compact JWS over exactly what the caller was shown, with whom it was shown to. Signing is
 * left until the receipt is asked for; a replay signs the same content again.
 */
export function signReceipt({ app, principal }: Context, decision: ShownDecision): Promise<string> {
  const { program, criteria, nextSteps, asOf, decidedAt, ...shown } = decision;
  return app.receipts.sign({
    iss: 'dinsos-api',
    aud: principal.clientId,
    iat: Math.floor(decidedAt.getTime() / 1000),
    jti: decision.id,
    decision: {
      ...shown,
      program: program.code,
      criteria: criteria.map(({ code, finding, legalBasis }) => ({ code, finding, legalBasis })),
      nextSteps: nextSteps.map(({ code, office }) => ({ code, office })),
      asOf,
      decidedAt: decidedAt.toISOString(),
    },
  });
}
