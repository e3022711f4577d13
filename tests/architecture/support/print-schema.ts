import { printSchema } from 'graphql';
import { schema } from '../../../schema/index.js';

process.stdout.write(printSchema(schema));
