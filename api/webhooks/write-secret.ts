/** A signing secret as Standard Webhooks writes it. */
export function writeSecret(secret: Buffer): string {
  return `whsec_${secret.toString('base64')}`;
}
