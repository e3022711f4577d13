import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { SandboxIssuer } from '../auth/sandbox-issuer.js';
import { findSandboxPersona, SANDBOX_PERSONAS } from '../auth/sandbox-personas.js';
import { checkTransport } from './check-transport.js';
import { parseJson } from './parse-json.js';
import { readBody } from './read-body.js';
import { malformed, Refusal } from './refusal.js';
import { writeJson } from './write-answer.js';

const MAX_BODY = 1_000;
const tokenRequest = z.strictObject({ persona: z.string() });

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

/** Answers GET /sandbox/personas. */
export function handleSandboxPersonas(response: ServerResponse): void {
  const list = SANDBOX_PERSONAS.map(({ id, name, tier, territory, purpose, description }) => {
    return { id, name, tier, territory, purpose, description };
  });
  writeJson(response, 200, list);
}
