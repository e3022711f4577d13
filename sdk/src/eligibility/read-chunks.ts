import { abortable } from '../http/abortable.js';

/** A sequence, at hand or arriving. */
export type Rows<T> = Iterable<T> | AsyncIterable<T>;

/** Reads a sequence in chunks, and only when asked. */
export interface ChunkReader<T> {
  /** The next chunk, at most `size` rows; empty at the end. Never call it again before it has answered. */
  read(size: number): Promise<readonly T[]>;
  /** Tells the sequence that nobody reads on. */
  close(): void;
}

/** A reader of `rows`, whose reading ends with the signal's reason when the signal aborts. */
export function readChunks<T>(rows: Rows<T>, signal: AbortSignal): ChunkReader<T> {
  const source = Symbol.asyncIterator in rows ? asynchronous(rows, signal) : synchronous(rows);
  let ended = false;
  return {
    async read(size) {
      const chunk: T[] = [];
      while (!ended && chunk.length < size) {
        const step = source.next();
        const next = step instanceof Promise ? await step : step;
        if (next.done === true) ended = true;
        else chunk.push(next.value);
      }
      return chunk;
    },
    close() {
      if (ended) return;
      ended = true;
      source.close();
    },
  };
}

interface Source<T> {
  next(): IteratorResult<T> | Promise<IteratorResult<T>>;
  close(): void;
}

function synchronous<T>(rows: Iterable<T>): Source<T> {
  const iterator = rows[Symbol.iterator]();
  return { next: () => iterator.next(), close: () => void iterator.return?.() };
}

/** A sequence that is stuck in `next()` is also stuck in `return()`: nobody waits for it. */
function asynchronous<T>(rows: AsyncIterable<T>, signal: AbortSignal): Source<T> {
  const iterator = rows[Symbol.asyncIterator]();
  const finish = async (): Promise<void> => {
    await iterator.return?.();
  };
  return {
    next: () => abortable(iterator.next(), signal),
    close: () => void finish().catch(() => undefined),
  };
}
