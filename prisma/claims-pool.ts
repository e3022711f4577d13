import pg from 'pg';
import { CLAIMS_STATEMENT, currentClaims, NOBODY } from './claims.js';

type Done = (release?: Error | boolean) => void;
type Connected = (error: Error | undefined, client: pg.PoolClient | undefined, done: Done) => void;

/**
 * A pool whose connections say who asks. A connection is told at checkout, and only when its last caller was another; the
 * claims are those of the call that asks for the connection. One that could not be told is destroyed.
 */
export class ClaimsPool extends pg.Pool {
  readonly #told = new WeakMap<pg.PoolClient, string>();

  override connect(): Promise<pg.PoolClient>;
  override connect(callback: Connected): void;
  override connect(callback?: Connected): Promise<pg.PoolClient> | undefined {
    if (callback !== undefined) {
      this.#checkOut(callback);
      return undefined;
    }
    return new Promise((resolve, reject) => {
      this.#checkOut((error, client) => {
        if (client === undefined) reject(error ?? new Error('There is no connection.'));
        else resolve(client);
      });
    });
  }

  #checkOut(callback: Connected): void {
    const { values, key } = currentClaims();
    super.connect((error, client, done: Done) => {
      if (client === undefined || (this.#told.get(client) ?? NOBODY.key) === key) {
        callback(error, client, done);
        return;
      }
      const statement = { name: 'claims', text: CLAIMS_STATEMENT, values: [...values] };
      client.query(statement, (failed: Error | null) => {
        if (failed === null) {
          this.#told.set(client, key);
          callback(undefined, client, done);
          return;
        }
        done(failed);
        callback(failed, undefined, () => undefined);
      });
    });
  }
}
