import { defineConfig } from 'prisma/config';

// `generate`, `validate` and `format` never run the schema engine, yet fetch it: any existing file stops the download.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({ schema: 'prisma' });
