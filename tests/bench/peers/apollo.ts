// Apollo Server 5 standalone, over one prepared statement a request.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { askOf, createPool } from './shared/pool.js';
import { loadPeerRegistry } from './shared/registry.js';
import { resolversOf, TYPE_DEFS } from './shared/schema.js';
import { announce } from './shared/serve.js';

const ask = askOf(createPool());
const { Query, CheckResult } = resolversOf(ask, await loadPeerRegistry(ask));
const server = new ApolloServer({
  typeDefs: TYPE_DEFS,
  resolvers: { Query, CheckResult: { __resolveType: CheckResult.__resolveType } } as never,
  includeStacktraceInErrorResponses: false,
});
const { url } = await startStandaloneServer(server, { listen: { port: 0, host: '127.0.0.1' } });
announce(Number(new URL(url).port));
