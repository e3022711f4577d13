import type { PGlite, Transaction } from '@electric-sql/pglite';
import { CLAIMS_STATEMENT, currentClaims, NOBODY, type HeldClaims } from './claims.js';
import type { DatabaseRole } from './database-role.js';

const ROLE_STATEMENT = `SELECT set_config('role', $1, false)`;

/** The part of PGlite that a driver of statements needs. */
export type EmbeddedFace = Pick<PGlite, 'query' | 'exec' | 'transaction'>;

/**
 * The one session of an embedded database, shared by all who work with it, each under a role and as a caller of its own.
 * Whoever has the turn sets both before the first statement, and nobody else comes between: what was asked by one caller
 * is never seen by another's claims.
 */
export class EmbeddedSession {
  readonly pglite: PGlite;
  #role: DatabaseRole = 'login';
  #claims: HeldClaims = NOBODY;
  #last: Promise<unknown> = Promise.resolve();

  constructor(pglite: PGlite) {
    this.pglite = pglite;
  }

  /** Runs `work` alone, as this role and as the present caller. It must not wait for another turn. */
  run<T>(role: DatabaseRole, work: (pglite: PGlite) => Promise<T>): Promise<T> {
    const claims = role === 'dinsos_app' ? currentClaims() : NOBODY;
    const turn = this.#last.then(async () => {
      await this.#enter(role, claims);
      return work(this.pglite);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** What a driver needs of PGlite, under a role: a statement or a transaction is a turn. */
  face(role: DatabaseRole): EmbeddedFace {
    return {
      query: (...args: Parameters<PGlite['query']>) =>
        this.run(role, (pglite) => pglite.query(...args)),
      exec: (...args) => this.run(role, (pglite) => pglite.exec(...args)),
      transaction: <T>(work: (inner: Transaction) => Promise<T>) =>
        this.run(role, (pglite) => pglite.transaction(work)),
    };
  }

  async #enter(role: DatabaseRole, claims: HeldClaims): Promise<void> {
    if (claims.key !== this.#claims.key) {
      await this.pglite.query(CLAIMS_STATEMENT, [...claims.values]);
      this.#claims = claims;
    }
    if (role !== this.#role) {
      await this.pglite.query(ROLE_STATEMENT, [role === 'login' ? 'none' : role]);
      this.#role = role;
    }
  }
}
