import type { Context } from '../context.js';
import { meterOf } from './meter.js';
import { noteLookUp, type NumberAsked } from './note-look-up.js';

/** Notes a read by number. One that nobody has counts as a person, too: guessing is not free. */
export function noteRead(context: Context, index: Uint8Array, asked: NumberAsked): void {
  noteLookUp(context, asked);
  const meter = meterOf(context);
  const subject = Buffer.from(index).toString('hex');
  if (asked.found) meter?.account?.alias(subject);
  else meter?.missed.add(subject);
}
