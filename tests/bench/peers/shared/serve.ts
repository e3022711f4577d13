/** What a peer is started with. */
export interface PeerSetting {
  readonly databaseUrl: string;
}

/** Reads how the peer was started. */
export function peerSetting(): PeerSetting {
  const databaseUrl = process.env['BENCH_DATABASE_URL'];
  if (databaseUrl === undefined) throw new Error('A peer is started by `npm run bench`.');
  return { databaseUrl };
}

/** Tells the bench the port on which this very process listens, and ends with the bench. */
export function announce(port: number): void {
  process.once('disconnect', () => process.exit(0));
  process.send?.({ port });
}

/** What the bench tells a peer while it runs. */
export interface Told {
  /** The file into which statements are written from now on; empty = none. */
  readonly capture?: string;
  /** Begin to decide jobs. */
  readonly work?: boolean;
}

/** Does what the bench tells, and says when it is done. */
export function whenTold(work: (told: Told) => Promise<void>): void {
  process.on('message', (told: Told) => {
    void work(told).then(() => process.send?.({ done: true }));
  });
}
