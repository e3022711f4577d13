/**
 * As whom one works with the database. `dinsos_app` is the server: row-level security shows it what the present caller may
 * see. `dinsos_steward` is the seed and other upkeep: every row, but neither tables nor records that nobody edits. `login` is
 * whoever logged in: migrations run so, as the owner of the tables.
 */
export type DatabaseRole = 'dinsos_app' | 'dinsos_steward' | 'login';
