import type { Cost, Refill } from '../cost.js';
import { isRecord } from './is-record.js';

/** The cost that a GraphQL answer tells; null where it tells none, or not in the form that is known. */
export function readCost(body: unknown): Cost | null {
  const extensions = isRecord(body) ? body['extensions'] : null;
  const cost = isRecord(extensions) ? extensions['cost'] : null;
  if (!isRecord(cost)) return null;
  const refill = readRefill(cost['refill']);
  const { requested, actual, remaining } = cost;
  if (!isCount(requested) || !isCount(actual) || !isNumber(remaining) || refill === null)
    return null;
  return { requested, actual, remaining, refill, people: readPeople(cost['people']) };
}

function readPeople(people: unknown): Cost['people'] {
  if (!isRecord(people)) return null;
  const refill = readRefill(people['refill']);
  const { asked, counted, remaining } = people;
  if (!isCount(asked) || !isCount(counted) || refill === null) return null;
  return { asked, counted, remaining: isCount(remaining) ? remaining : null, refill };
}

function readRefill(refill: unknown): Refill | null {
  if (!isRecord(refill)) return null;
  const { to, at } = refill;
  return isCount(to) && typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? { to, at } : null;
}

function isNumber(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value);
}

function isCount(value: unknown): value is number {
  return isNumber(value) && value >= 0;
}
