import { rowSecurityDrift } from '../api/access/row-security-drift.js';
import { openDatabase } from './database.js';

// `npm run check:migrations`: fails, with the missing SQL, where the migrations do not give the schema, or not the
// row-level security that the rules of access say.
const database = await openDatabase({ directory: null });
try {
  const models = await database.drift();
  await database.migrate();
  const rules = models === '' ? await rowSecurityDrift(database.as('login').sql) : '';
  if (models !== '' || rules !== '') {
    process.stderr.write(
      `${models}${rules}\n\nThe schema or the rules are ahead of the migrations: npm run migrate:new\n`,
    );
    process.exitCode = 1;
  }
} finally {
  await database.close();
}
