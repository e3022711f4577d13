import type { Context } from '../context.js';
import { meterOf } from './meter.js';

/** A person or a family that was asked for by number. */
export interface NumberAsked {
  /** The NIK or the number of the family card: kept in memory for a moment, to see numbers that are tried in a row. */
  readonly digits: string;
  readonly found: boolean;
}

/** Notes that somebody was looked up by number, for the watch over scanning. */
export function noteLookUp(context: Context, asked: NumberAsked): void {
  meterOf(context)?.lookUps.push(asked);
}
