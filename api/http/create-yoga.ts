import type { GraphQLSchema } from 'graphql';
import { createYoga as createGraphqlYoga } from 'graphql-yoga';
import type { App } from '../app.js';
import type { Log } from '../log.js';
import { useBudget } from '../plugins/use-budget.js';
import { useClosedIntrospection } from '../plugins/use-closed-introspection.js';
import { useDeprecationCount } from '../plugins/use-deprecation-count.js';
import { useDocumentLimits } from '../plugins/use-document-limits.js';
import { useFewErrors } from '../plugins/use-few-errors.js';
import { useHandedParams } from '../plugins/use-handed-params.js';
import { useRenderedAnswer } from '../plugins/use-rendered-answer.js';
import { useWholeTrail } from '../plugins/use-whole-trail.js';
import type { RegisteredOperations } from '../registered-operations.js';
import type { Answer } from './render-answer.js';
import type { Exchange } from './exchange.js';

/** Runs one request that was read, checked and authenticated, and gives its answer. */
export type Execute = (exchange: Exchange, method: string) => Promise<Answer>;

const ADDRESS = 'http://dinsos/graphql';
const silent = () => undefined;

/** The open path: any document within the limits, through Yoga. */
export function createYoga(
  app: App,
  schema: GraphQLSchema,
  registered: RegisteredOperations,
  log: Log,
): Execute {
  const production = app.profile === 'production';
  const yoga = createGraphqlYoga<{ exchange: Exchange }>({
    schema,
    cors: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: false,
    // Every error is rewritten by useRenderedAnswer, the last to see it; Yoga's own masking and logging are not needed.
    maskedErrors: { isDev: false, maskError: (error) => error as Error },
    logging: { debug: silent, info: silent, warn: silent, error: () => log.debug('library') },
    context: ({ exchange }) => ({
      app,
      principal: exchange.principal,
      requestId: exchange.requestId,
    }),
    plugins: [
      useHandedParams(),
      useDocumentLimits((text) => registered.find(text) !== null),
      useFewErrors(),
      useWholeTrail(),
      ...(production ? [useClosedIntrospection()] : []),
      useRenderedAnswer(log, !production),
      useBudget(schema),
      useDeprecationCount(schema),
    ],
  });
  return async (exchange, method) => {
    const response = await yoga.fetch(ADDRESS, { method }, { exchange });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
      codes: exchange.codes as Answer['codes'],
    };
  };
}
