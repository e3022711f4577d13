const SYSTEM = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN'],
  ...['EHOSTUNREACH', 'ENETUNREACH'],
]);
/** Prisma: unreachable, timed out, connection closed, pool exhausted, transaction API, write conflict. */
const PRISMA = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2034', 'P2037']);
/** Kinds by which Prisma's driver adapters report the same. */
const ADAPTER = new Set([
  ...['DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout', 'TooManyConnections'],
  'TransactionWriteConflict',
]);
/**
 * Connection, shutdown, resources, cancelled by time limit, read-only after a switch-over, idle in transaction, lock not
 * to be had, serialization, deadlock.
 */
const SQLSTATE = /^(08...|57P0[1-5]|57014|53...|58030|25006|25P0[34]|55P03|40001|40P01)$/;
/** Drivers give some of these no code at all. */
const MESSAGES = [
  /^Connection terminated/,
  /^timeout exceeded when trying to connect/,
  /^Query read timeout/,
  /^Cannot use a pool after calling end on the pool/,
  /^Client has encountered a connection error and is not queryable/,
  /^Client was closed and is not queryable/,
  /^PGlite is (closed|closing)/,
  /^Aborted\(/,
];

/** Whether `error` says that the database cannot serve now, as against refusing what it was asked. */
export function isDatabaseUnavailable(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, kind, originalCode, meta } = error as Record<string, unknown>;
  const codes = [code, originalCode].filter((value) => typeof value === 'string');
  if (codes.some((one) => SYSTEM.has(one) || PRISMA.has(one) || SQLSTATE.test(one))) return true;
  if (typeof kind === 'string' && ADAPTER.has(kind)) return true;
  if (typeof message === 'string' && MESSAGES.some((form) => form.test(message))) return true;
  const inner = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  return inner !== undefined && (isDatabaseUnavailable(inner) || hasUnavailableCause(inner));
}

function hasUnavailableCause(error: unknown): boolean {
  return isDatabaseUnavailable((error as { cause?: unknown } | null)?.cause);
}
