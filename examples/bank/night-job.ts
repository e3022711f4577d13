import { createHash } from 'node:crypto';
import { DinsosError, type DinsosClient, type PurposeOptional } from '@dinsos/sdk';
import type { Payment } from './read-payments.js';

/** A list of payments, by which its job is found again. */
export interface ListOfPayments {
  readonly payments: number;
  /** A digest of who is asked about, which goes to the registry alone: it holds the NIKs, and could be guessed. */
  readonly digest: string;
}

/** What all payments of a night are asked about. */
export interface Terms {
  readonly program: string;
  /** YYYY-MM-DD */
  readonly asOf: string;
}

/** Reads a list through once, so that what is wrong with it is found before anybody is asked about. */
export async function readThrough(list: AsyncIterable<Payment>): Promise<ListOfPayments> {
  const digest = createHash('sha256');
  let payments = 0;
  for await (const { reference, nik } of list) {
    payments += 1;
    digest.update(`${reference},${nik}\n`);
  }
  return { payments, digest: digest.digest('base64url') };
}

/**
 * The job of a night's list, by its id: the one that was begun before, so that nobody is asked about twice, and a new one where
 * that has failed, was cancelled, or is no longer there.
 */
export async function findJob(
  client: DinsosClient<PurposeOptional>,
  terms: Terms,
  { digest }: ListOfPayments,
): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const idempotencyKey = [terms.program, terms.asOf, digest, attempt].join(' ');
    try {
      const { id, status } = await client.jobs.start({ ...terms, idempotencyKey });
      if (status !== 'FAILED' && status !== 'CANCELLED') return id;
    } catch (error) {
      // The registry keeps a job for seven days, and its key for longer.
      if (!(error instanceof DinsosError) || error.code !== 'CONFLICT') throw error;
    }
  }
}
