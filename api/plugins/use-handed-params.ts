import type { Plugin } from 'graphql-yoga';
import type { Exchange } from '../http/exchange.js';

/** Gives Yoga the request that was read and checked before it: Yoga itself never reads a body or a query string. */
export function useHandedParams(): Plugin<object, { exchange: Exchange }> {
  return {
    onRequestParse({ setRequestParser, serverContext }) {
      const { query, operationName, variables } = serverContext.exchange.params;
      setRequestParser(() => ({
        query,
        variables,
        ...(operationName === null ? {} : { operationName }),
      }));
    },
  };
}
