/** Where webhooks may be sent. */
export interface WebhookTargets {
  /** Ports of https that may be sent to. */
  readonly ports: readonly number[];
  /** Also to plain http on this machine: for tests and for trying things out. Never in production. */
  readonly loopback: boolean;
}

/** Where webhooks may be sent when nothing else was said. */
export const USUAL_TARGETS: WebhookTargets = { ports: [443], loopback: false };
