import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { SandboxIssuer } from '../auth/sandbox-issuer.js';
import { findSandboxPersona, SANDBOX_PERSONAS } from '../auth/sandbox-personas.js';
import { checkTransport } from './check-transport.js';
import { parseJson } from './parse-json.js';
import { readBody } from './read-body.js';
import { malformed, Refusal } from './refusal.js';
import { writeJson } from './write-answer.js';

/** Begins to make the sandbox as new; false where that is under way already. */
export type SandboxReset = () => boolean;

const MAX_BODY = 1_000;
const tokenRequest = z.strictObject({ persona: z.string() });
const resetRequest = z.strictObject({ confirm: z.literal(true) });

/** Answers POST /sandbox/token: an access token for a persona. @throws Refusal */
export async function handleSandboxToken(
  issuer: SandboxIssuer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  checkTransport(request.method, request.headers, 'sandbox');
  const parsed = tokenRequest.safeParse(parseJson(await readBody(request, MAX_BODY)));
  if (!parsed.success) throw malformed('Send {"persona": "…"}; GET /sandbox/personas lists them.');
  const persona = findSandboxPersona(parsed.data.persona);
  if (persona === null) {
    throw new Refusal(404, 'NOT_FOUND', 'No such persona; GET /sandbox/personas lists them.');
  }
  const token = await issuer.issue(persona);
  const answer = { access_token: token, token_type: 'Bearer', expires_in: issuer.expiresIn };
  writeJson(response, 200, answer);
}

/** Answers GET /sandbox/clients: the OAuth clients of the invented partners, private keys and all. */
export function handleSandboxClients(issuer: SandboxIssuer, response: ServerResponse): void {
  const list = issuer.clients.map(({ clientId, purpose, privateKey }) => {
    return { client_id: clientId, purpose, private_key: privateKey };
  });
  writeJson(response, 200, list);
}

/**
 * Answers POST /sandbox/reset with 202, and then makes the sandbox as new: /ready is 200 again when that is done.
 *
 * @param reset null where the database is a server's, which is not ours to empty
 * @throws Refusal
 */
export async function handleSandboxReset(
  reset: SandboxReset | null,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  checkTransport(request.method, request.headers, 'sandbox');
  const parsed = resetRequest.safeParse(parseJson(await readBody(request, MAX_BODY)));
  if (!parsed.success) throw malformed('Send {"confirm": true}: what was changed here is lost.');
  if (reset === null) {
    const message = 'Only the sandbox of an embedded database can be reset.';
    throw new Refusal(409, 'BAD_USER_INPUT', message);
  }
  response.once('finish', reset);
  writeJson(response, 202, { status: 'resetting' });
}

/** Answers GET /sandbox/personas. */
export function handleSandboxPersonas(response: ServerResponse): void {
  const list = SANDBOX_PERSONAS.map(({ id, name, tier, territory, purpose, description }) => {
    return { id, name, tier, territory, purpose, description };
  });
  writeJson(response, 200, list);
}
