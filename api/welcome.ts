import type { SandboxIssuer } from './auth/sandbox-issuer.js';
import { findSandboxPersona } from './auth/sandbox-personas.js';

const QUESTION =
  '{ checkEligibility(input: { nik: "3273054208939901", program: "PKH", purpose: PAYEE_VERIFICATION }) ' +
  '{ outcome criteria { code finding message(language: EN) } entitlement { perYear } } }';

/** What a newcomer reads after the start: where the server is, a request to paste, and what to try next. */
export async function welcome(url: string, issuer: SandboxIssuer): Promise<string> {
  const bank = findSandboxPersona('bank');
  const token = bank === null ? '' : await issuer.issue(bank);
  return `
  Dinsos API is up at ${url}

  Ask as a bank whether an invented mother may be paid PKH (the token lasts ${issuer.expiresIn / 60} minutes):

curl -s ${url}/graphql \\
  -H 'content-type: application/json' \\
  -H 'authorization: Bearer ${token}' \\
  -d '${JSON.stringify({ query: QUESTION })}'

  Next:
    ${url}/                open it in a browser: choose who you are, run ready examples
    npm run example:bank          each in another terminal, against this server
    npm run example:hospital
    npm run example:university
    ${url}/sandbox/clients    clients with keys of their own (OAuth, DPoP), as partners have in production
    ${url}/sandbox/personas   everybody you can be; POST ${url}/sandbox/token {"persona":"…"}

  Everybody in here is invented. Ctrl-C stops the server and keeps the data.

`;
}
