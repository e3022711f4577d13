import { createReadStream } from 'node:fs';
import type { PersonCheck } from '@dinsos/sdk';

/** A payment as the bank's own file has it. */
export interface Payment extends PersonCheck {
  readonly reference: string;
  /** Whole rupiah. */
  readonly amount: number;
}

const COLUMNS = 'reference,nik,amount';

/**
 * Reads payments line by line, so that a file of any length will do. A malformed NIK is passed on as it is: its row alone is
 * refused. @throws Error where the file is no list of payments; the message names the line and never repeats it.
 */
export async function* readPayments(file: string): AsyncGenerator<Payment, undefined> {
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    if (number === 1) {
      // Spreadsheets begin a file with a mark of their own.
      if (line.replace(/^\uFEFF/, '').trim() !== COLUMNS) {
        throw new Error(`The first line must be "${COLUMNS}".`);
      }
      continue;
    }
    if (line.trim() === '') continue;
    const [reference = '', nik = '', amount = ''] = line.split(',').map((cell) => cell.trim());
    if (reference === '' || !/^\d+$/.test(amount)) {
      throw new Error(`Line ${String(number)} needs a reference and an amount in whole rupiah.`);
    }
    yield { reference, nik, amount: Number(amount) };
  }
}

async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
