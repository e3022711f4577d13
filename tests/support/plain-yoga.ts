import { createYoga } from 'graphql-yoga';
import { stubSchema } from './stub-schema.js';

/** Negative control: the same schema behind Yoga as it comes. An attack that does nothing here tests nothing. */
export function createPlainYoga(): (
  body: string,
  headers?: Record<string, string>,
) => Promise<Response> {
  const yoga = createYoga({
    schema: stubSchema,
    logging: false,
    context: { principal: { subject: 'control' } },
  });
  return async (body, headers = { 'content-type': 'application/json' }) =>
    yoga.fetch('http://yoga/graphql', { method: 'POST', headers, body });
}
