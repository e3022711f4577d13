import { UnexpectedResponseError } from '../errors.js';
import { RefusalCode } from '../generated/types.js';
import type { Language } from '../generated/types.js';
import { isRecord } from '../http/is-record.js';
import { safeMessage } from '../http/safe-message.js';
import type { JobDecision, JobResult } from './job-models.js';

const REFUSED = 'The registry refused this row.';

/**
 * The result that a line holds, its sentences in one language; null where the line is none, as that of a cut connection.
 *
 * @throws {UnexpectedResponseError} when it is the result of another row, or of no form that is known.
 */
export function readResultLine(line: string, row: number, language: Language): JobResult | null {
  const value = parse(line);
  if (!isRecord(value)) return null;
  const reference = typeof value['reference'] === 'string' ? value['reference'] : null;
  const { refused, decision } = value;
  if (value['row'] !== row) throw unexpected();
  if (isRecord(refused)) {
    const code = Object.values(RefusalCode).find((known) => known === refused['code']);
    if (code === undefined) throw unexpected();
    const message = safeMessage(refused['message'], null) ?? REFUSED;
    return { row, reference, refused: { code, message } };
  }
  if (!isRecord(decision) || typeof decision['id'] !== 'string') throw unexpected();
  const receipt = value['receipt'] ?? decision['receipt'];
  const read = {
    ...decision,
    criteria: inLanguage(decision['criteria'], language),
    nextSteps: inLanguage(decision['nextSteps'], language),
    receipt: typeof receipt === 'string' ? receipt : null,
  };
  return { row, reference, decision: read as unknown as JobDecision };
}

function inLanguage(list: unknown, language: Language): readonly unknown[] {
  if (!Array.isArray(list)) throw unexpected();
  return list.map((one: unknown) => {
    const message = isRecord(one) ? one['message'] : null;
    if (!isRecord(one) || !isRecord(message)) throw unexpected();
    return { ...one, message: message[language === 'EN' ? 'en' : 'id'] };
  });
}

function unexpected(): UnexpectedResponseError {
  return new UnexpectedResponseError('A line of the results is not one that the registry gives.');
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
