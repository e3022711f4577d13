import { openDatabase } from './database.js';

// `npm run check:migrations`: fails, with the missing SQL, where the migrations do not give the schema.
const database = await openDatabase({ directory: null });
try {
  const drift = await database.drift();
  if (drift !== '') {
    process.stderr.write(
      `${drift}\n\nThe schema is ahead of the migrations: npm run migrate:new\n`,
    );
    process.exitCode = 1;
  }
} finally {
  await database.close();
}
