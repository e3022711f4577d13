import { openDatabase } from './database.js';
import { createMigration } from './migrate.js';
import { embeddedAdapter } from './embedded.js';

const [name, why] = process.argv.slice(2);
if (name === undefined || why === undefined) {
  process.stderr.write(
    'usage: npm run migrate:new -- <name_in_snake_case> "<why, in a sentence>"\n',
  );
  process.exit(2);
}
const database = await openDatabase({ directory: null });
if (!('pglite' in database.driver)) throw new Error('The embedded database is needed here.');
const directory = await createMigration(embeddedAdapter(database.driver.pglite), name, why);
process.stdout.write(
  directory === null ? 'Schema and migrations agree.\n' : `Wrote ${directory}/migration.sql\n`,
);
await database.close();
