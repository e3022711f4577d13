// Mercurius with its JIT, over one prepared statement a request: the fastest server people build without us.
import Fastify from 'fastify';
import mercurius from 'mercurius';
import { askOf, createPool } from './shared/pool.js';
import { loadPeerRegistry } from './shared/registry.js';
import { resolversOf, TYPE_DEFS } from './shared/schema.js';
import { announce } from './shared/serve.js';

const ask = askOf(createPool());
const resolvers = resolversOf(ask, await loadPeerRegistry(ask));
const app = Fastify({ bodyLimit: 1_000_000 });
await app.register(mercurius, {
  schema: TYPE_DEFS,
  resolvers: {
    Query: resolvers.Query,
    CheckResult: { resolveType: resolvers.CheckResult.resolveType },
  } as never,
  jit: 1,
  errorHandler: false,
});
await app.listen({ port: 0, host: '127.0.0.1' });
const [address] = app.addresses();
announce(address!.port);
