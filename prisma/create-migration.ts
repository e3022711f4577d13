import { mkdir, writeFile } from 'node:fs/promises';
import { rowSecurityDrift } from '../api/access/row-security-drift.js';
import { openDatabase } from './database.js';
import { newMigrationDirectory } from './migrate.js';

// `npm run migrate:new`: a migration from what the models and the rules of access say and the migrations do not.
const [name, why] = process.argv.slice(2);
if (name === undefined || why === undefined) {
  process.stderr.write(
    'usage: npm run migrate:new -- <name_in_snake_case> "<why, in a sentence>"\n',
  );
  process.exit(2);
}
const database = await openDatabase({ directory: null });
try {
  if (!('session' in database.driver)) throw new Error('The embedded database is needed here.');
  await database.migrate();
  const models = await database.drift();
  // The rules are about the tables as they will be.
  if (models !== '') await database.driver.session.run('login', (pglite) => pglite.exec(models));
  const rules = await rowSecurityDrift(database.as('login').sql);
  const parts = [
    models,
    rules === '' ? '' : `-- Row-level security, as api/access/policy says.\n${rules}`,
  ];
  const sql = parts.filter((part) => part !== '').join('\n\n');
  if (sql === '') process.stdout.write('Schema, rules and migrations agree.\n');
  else {
    const directory = await newMigrationDirectory(name);
    await mkdir(directory, { recursive: true });
    await writeFile(`${directory}/migration.sql`, `-- ${why}\n\n${sql.trimEnd()}\n`);
    process.stdout.write(`Wrote ${directory}/migration.sql\n`);
  }
} finally {
  await database.close();
}
