import type { App } from './app.js';
import type { Principal } from './auth/principal.js';

/** What a resolver knows of its request. */
export interface Context {
  readonly app: App;
  readonly principal: Principal;
  /** Correlates answer, log line and access entries. */
  readonly requestId: string;
  /** Set where the document was registered beforehand: its shape is known, so its complexity is not counted again. */
  readonly isRegistered?: true;
}
