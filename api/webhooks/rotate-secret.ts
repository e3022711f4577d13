import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { changeEndpointRow, type EndpointTarget } from './change-endpoint-row.js';
import type { EndpointSecret } from './register-endpoint.js';
import { writeSecret } from './write-secret.js';

/** A new secret for an endpoint. */
export interface RotateSecretInput extends EndpointTarget {
  /** For how long the former secret signs as well; 24 where absent. */
  readonly overlapHours?: number | null | undefined;
}

const USUAL_OVERLAP_H = 24;
const LONGEST_OVERLAP_H = 168;
const HOUR_MS = 3_600_000;

/**
 * Gives an endpoint a new signing secret, shown this once. Until the overlap ends, deliveries carry a signature by each.
 *
 * @throws whatever {@link changeEndpointRow} throws, and Fault BAD_USER_INPUT for an overlap outside 0 to 168 hours.
 */
export async function rotateSecret(
  context: Context,
  { overlapHours, ...target }: RotateSecretInput,
): Promise<EndpointSecret> {
  const { app } = context;
  const hours = overlapHours ?? USUAL_OVERLAP_H;
  if (hours < 0 || hours > LONGEST_OVERLAP_H) {
    throw badInput(`overlapHours must be from 0 to ${LONGEST_OVERLAP_H}.`);
  }
  let secretNumber = 1;
  await changeEndpointRow(context, 'rotateWebhookSecret', target, async (sql, endpoint) => {
    secretNumber = endpoint.secretNumber + 1;
    const until = new Date(app.now().getTime() + hours * HOUR_MS).toISOString();
    await sql.query(
      'UPDATE webhook_endpoint SET secret_number = $2::int4, former_until = $3::timestamptz WHERE id = $1::uuid',
      [endpoint.id, secretNumber, until],
    );
    return true;
  });
  const secret = writeSecret(app.vault.webhookSecret(target.id, secretNumber));
  return { endpointId: target.id, secret };
}
