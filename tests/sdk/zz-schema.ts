import { GraphQLSchema } from 'graphql';
import { schema as live } from '../../schema/index.js';
const config = live.toConfig();
export const schema = new GraphQLSchema({ ...config, mutation: null, types: config.types.filter((t) => t.name !== 'Mutation') });
