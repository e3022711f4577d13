import type { Database } from '../prisma/database.js';
import type { Profile } from './app.js';
import { DatabaseNotReadyError } from './database-not-ready-error.js';
import type { Log } from './log.js';

const LOGIN_STATEMENT = `
SELECT r.rolsuper AS "isSuperuser", r.rolbypassrls AS "bypasses",
  EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    AND pg_has_role(session_user, c.relowner, 'MEMBER')) AS "isOwner",
  EXISTS (SELECT FROM pg_roles o WHERE starts_with(o.rolname, 'dinsos_') AND o.rolname <> 'dinsos_app' AND NOT o.rolcanlogin
    AND pg_has_role(session_user, o.oid, 'MEMBER')) AS "isSteward"
FROM pg_roles r WHERE r.rolname = session_user`;

interface Login {
  readonly isSuperuser: boolean;
  readonly bypasses: boolean;
  readonly isOwner: boolean;
  readonly isSteward: boolean;
}

/**
 * Demands of a PostgreSQL server that its login cannot step round row-level security: in production the server does not
 * start, elsewhere a line of the log says so. The embedded database has one login, which can do anything.
 *
 * @throws DatabaseNotReadyError saying why, and how to make a login that is right.
 */
export async function demandRowSecurity(
  database: Database,
  profile: Profile,
  log: Log,
): Promise<void> {
  if (database.kind === 'embedded') return;
  const [login] = await database.as('login').sql.query<Login>(LOGIN_STATEMENT);
  const why = login === undefined ? 'is unknown to the server' : reasonOf(login);
  if (why === null) return;
  if (profile !== 'production') {
    log.warn('login_bypasses_row_security');
    return;
  }
  throw new DatabaseNotReadyError(
    `The login in DATABASE_URL ${why}, so it could step round row-level security. Use another in production: CREATE ROLE dinsos_server LOGIN PASSWORD '...' IN ROLE dinsos_app;`,
  );
}

function reasonOf({ isSuperuser, bypasses, isOwner, isSteward }: Login): string | null {
  if (isSuperuser) return 'is a superuser';
  if (bypasses) return 'has BYPASSRLS';
  if (isOwner) return 'owns tables';
  return isSteward ? 'may act as more than dinsos_app' : null;
}
