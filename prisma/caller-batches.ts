import { currentClaims, withHeldClaims, type HeldClaims } from './claims.js';

/** A request to Prisma, as its batches hold it. */
type Request = object;

/** Prisma's own batching of findUnique, as far as it is changed here. */
interface BatchOptions {
  singleLoader: (request: Request) => Promise<unknown>;
  batchLoader: (requests: Request[]) => Promise<unknown[]>;
  batchBy: (request: Request) => string | undefined;
}

/**
 * Lets Prisma batch only what one caller asks. By itself it makes one statement of all `findUnique` of a turn of the event
 * loop, whoever asked, and runs it in the name of the first: row-level security would show its caller's rows to the others.
 *
 * @throws Error where this version of Prisma batches otherwise; tests/access/row-security-floor.test.ts holds it to this.
 */
export function batchByCaller(client: object): void {
  const options = optionsOf(client);
  const { singleLoader, batchLoader, batchBy } = options;
  const callers = new WeakMap<Request, HeldClaims>();
  const callerOf = (request: Request): HeldClaims => callers.get(request) ?? currentClaims();
  options.batchBy = (request) => {
    const batch = batchBy(request);
    if (batch === undefined) return undefined;
    const caller = currentClaims();
    callers.set(request, caller);
    return `${batch} ${caller.key}`;
  };
  options.singleLoader = (request) =>
    withHeldClaims(callerOf(request), () => singleLoader(request));
  options.batchLoader = (requests) =>
    withHeldClaims(callerOf(requests[0]!), () => batchLoader(requests));
}

function optionsOf(client: object): BatchOptions {
  const { _requestHandler: handler } = client as {
    _requestHandler?: { dataloader?: { options?: Partial<BatchOptions> } };
  };
  const options = handler?.dataloader?.options ?? {};
  const { singleLoader, batchLoader, batchBy } = options;
  if (singleLoader === undefined || batchLoader === undefined || batchBy === undefined) {
    throw new Error('Prisma batches otherwise than this server was made for.');
  }
  return options as BatchOptions;
}
