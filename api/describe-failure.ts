import { isDatabaseUnavailable } from './http/is-database-unavailable.js';

/** Errors whose own message is made for whoever starts the server, by their code. */
const SPEAKING = new Set(['ENVIRONMENT', 'KEYS', 'DATABASE_NOT_READY', 'DIRECTORY_LOCKED']);
const SYSTEM: Record<string, string> = {
  EADDRINUSE: 'The port is in use by another process: stop it, or set PORT to another one.',
  EADDRNOTAVAIL: 'This machine does not have the address in HOST.',
  EACCES:
    'The system does not allow it: check the rights on DINSOS_DATA, or choose a PORT above 1023.',
  EROFS: 'DINSOS_DATA is on a read-only file system.',
  ENOSPC: 'The disk is full.',
  ENOENT: 'A file that the server needs is missing.',
  '28P01': 'The database refuses the user or password in DATABASE_URL.',
  '22023':
    'The database lacks the roles that this version needs: run `npm run migrate` first, as the owner of the database.',
  '42501':
    'The login in DATABASE_URL may not work as dinsos_app (as dinsos_steward, to seed): GRANT dinsos_app TO it.',
  '3D000': 'The database named in DATABASE_URL does not exist.',
};

/** Why the server cannot start, in a line for whoever starts it; no value of a row or secret is in it. */
export function describeFailure(error: unknown): string {
  const { code, message, name } = error as { code?: unknown; message?: unknown; name?: unknown };
  if (typeof code === 'string') {
    if (SPEAKING.has(code)) return String(message);
    const known = SYSTEM[code];
    if (known !== undefined) return `${known} (${code})`;
  }
  if (isDatabaseUnavailable(error)) return 'The database cannot be reached: check DATABASE_URL.';
  return `The server could not start (${String(typeof code === 'string' ? code : name)}).`;
}
