import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import { createUseCounter } from '../../api/deprecations/use-counter.js';
import { createUseWriter } from '../../api/deprecations/use-writer.js';
import { createLog } from '../../api/log.js';
import type { Sql } from '../../prisma/sql.js';

const BANK: Pick<Principal, 'partner' | 'purpose'> = {
  purpose: 'PAYEE_VERIFICATION',
  partner: { id: 'a-bank', kind: 'BANK' },
};

/** A database that answers, or fails while it is told to, and keeps what it was given. */
function stubSql() {
  const state = { isDown: false, written: [] as { element: string; uses: number }[] };
  const sql = {
    query: (_text: string, [rows]: readonly unknown[]) => {
      if (state.isDown) return Promise.reject(new TypeError('secret 3201019999999999'));
      state.written.push(...(JSON.parse(String(rows)) as typeof state.written));
      return Promise.resolve([]);
    },
  } as unknown as Sql;
  return { state, sql };
}

function start(everyMs?: number) {
  const { state, sql } = stubSql();
  let ids = 0;
  const deprecatedUses = createUseCounter({
    ...{ sql, now: () => new Date('2026-11-01T03:00:00Z') },
    newId: () => `id-${(ids += 1)}`,
  });
  const lines: string[] = [];
  const log = createLog('info', { write: (line) => void lines.push(line) });
  const writer = createUseWriter({ deprecatedUses }, log, everyMs);
  return { state, deprecatedUses, writer, lines };
}

const usesOf = (written: readonly { element: string; uses: number }[]) =>
  written.map(({ element, uses }) => `${element} ${uses}`);

describe('what was counted', () => {
  afterEach(() => vi.useRealTimers());

  test('is written down from time to time, and the rest of it at the end', async () => {
    vi.useFakeTimers();
    const { state, deprecatedUses, writer } = start();
    writer.start();
    deprecatedUses.note(BANK, ['A.a', 'B.b']);
    deprecatedUses.note(BANK, ['A.a']);
    expect(state.written).toEqual([]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(usesOf(state.written)).toEqual(['A.a 2', 'B.b 1']);
    deprecatedUses.note(BANK, ['A.a']);
    await writer.stop();
    expect(usesOf(state.written)).toEqual(['A.a 2', 'B.b 1', 'A.a 1']);
    expect(vi.getTimerCount()).toBe(0);
  });

  test('is kept while the database is away, and told to the log without a value', async () => {
    vi.useFakeTimers();
    const { state, deprecatedUses, writer, lines } = start();
    writer.start();
    state.isDown = true;
    deprecatedUses.note(BANK, ['A.a']);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines.map((line) => JSON.parse(line) as object)).toEqual([
      expect.objectContaining({ event: 'uses_not_counted', cause: 'TypeError' }),
    ]);
    expect(lines.join()).not.toContain('3201019999999999');
    deprecatedUses.note(BANK, ['A.a']);
    state.isDown = false;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(usesOf(state.written)).toEqual(['A.a 2']);
    await writer.stop();
    expect(usesOf(state.written)).toEqual(['A.a 2']);
  });
});
