import { readFile, writeFile } from 'node:fs/promises';
import { CURRENT, RELEASED } from './read-schemas.js';

// The last step of `npm run version`: what is released from today on is what the next changes are compared with.
const today = new Date().toISOString().slice(0, 10);
const notice = `# Released ${today}. Written by \`npm run version\`; never edited.\n\n`;
await writeFile(RELEASED, notice + (await readFile(CURRENT, 'utf8')));
