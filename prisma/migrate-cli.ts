import { describeFailure } from '../api/describe-failure.js';
import { readDatabaseLocation } from '../api/environment.js';
import { openDatabase } from './database.js';
import { bulkSql } from './seed/bulk-sql.js';
import { seedReference } from './seed/seed-reference.js';

// `npm run migrate`: what the database lacks of the migrations and of the reference data; running it again changes nothing.
try {
  const database = await openDatabase(readDatabaseLocation());
  try {
    const applied = await database.migrate();
    for (const name of applied) process.stdout.write(`Applied ${name}\n`);
    await seedReference(bulkSql(database));
    process.stdout.write('The database is up to date.\n');
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
