/** The database is not what this server needs; `message` says what to run. */
export class DatabaseNotReadyError extends Error {
  readonly code = 'DATABASE_NOT_READY';
}
