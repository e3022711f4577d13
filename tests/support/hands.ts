import type { Database } from '../../prisma/database.js';

const servers = new WeakMap<Database, Database>();

/**
 * A database as a test itself handles it: as who logged in, who owns the tables and is held to no row-level security. What a
 * server works with is {@link serverSide} of it.
 */
export function handsOn(database: Database): Database {
  const { prisma, sql } = database.as('login');
  const hands: Database = { ...database, prisma, sql };
  servers.set(hands, database);
  return hands;
}

/** The same database as the server works with it: as `dinsos_app`, and as the caller. */
export function serverSide(database: Database): Database {
  return servers.get(database) ?? database;
}
