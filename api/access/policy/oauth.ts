import { NEVER } from '../rule.js';
import type { Policy } from './policy.js';

/** What the authorization server keeps: used inside it alone, never shown. */
export const oauthPolicy = {
  OauthReplay: { key: 'id', rows: NEVER, floor: 'open', fields: { id: NEVER, expiresAt: NEVER } },
} as const satisfies Policy<'OauthReplay'>;
