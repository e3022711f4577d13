import type { GraphQLSchema } from 'graphql';
import { createAttempts, missingAttempts } from './asked-attempts.js';
import { askDoors, missingDoors } from './asked-doors.js';
import { askFields, governedFields, NOT_ASKED } from './asked-fields.js';
import {
  askGates,
  askRows,
  closedColumns,
  missingRows,
  readStoredRow,
  STORED_ROWS,
} from './asked-table.js';
import { startAsking } from './asking.js';
import { callersOf, oddCallers } from './callers.js';
import { makeRecord } from './record.js';
import { note, writeLists, writeSheet, type Sheet } from './sheet.js';
import { waysOf, waysTo } from './ways.js';

/** The matrix as it is kept in files, by their names. */
export type Matrix = Readonly<Record<(typeof SHEETS)[number], string>>;

export const SHEETS = ['fields', 'doors', 'changes', 'rows', 'gates', 'closed'] as const;

/**
 * Asks the running server everything as everybody. Nothing in it reads the rules: what is expected stands in the files.
 *
 * @throws Error that says what to write where the schema has something that nobody has asked for yet.
 */
export async function observe(schema: GraphQLSchema): Promise<Matrix> {
  demandNone('door', 'DOORS in tests/access/matrix/doors.ts', missingDoors(schema));
  demandNone('attempt', 'ATTEMPTS in tests/access/matrix/attempts.ts', missingAttempts(schema));
  demandNone('row', 'STORED_ROWS in tests/access/matrix/asked-table.ts', missingRows());
  const types = [...governedFields(schema).keys()];
  const ways = waysTo(
    schema,
    types.filter(
      (type) =>
        type !== schema.getMutationType() &&
        type !== schema.getSubscriptionType() &&
        !(type.name in NOT_ASKED),
    ),
  );
  const sheets = {
    fields: sheet(),
    doors: sheet(),
    changes: sheet(),
    rows: sheet(),
    gates: sheet(),
  };
  const asking = await startAsking();
  try {
    const record = await makeRecord(asking);
    for (const row of STORED_ROWS) await readStoredRow(asking.app.app.database, row, record);
    const tryAll = createAttempts(asking, schema, record);
    const { database } = asking.app.app;
    for (const { who, from } of callersOf(record.partners)) {
      for (const [place, caller] of from) {
        const isOwn = place === 'own';
        const own = waysOf(ways, caller);
        const fields = await askFields(asking, schema, record, caller, own, isOwn);
        note(sheets.fields, who, place, fields);
        note(sheets.doors, who, place, await askDoors(asking, record, caller, isOwn));
        note(sheets.rows, who, place, await askRows(database, record, caller));
        if (isOwn) note(sheets.gates, who, place, await askGates(schema, caller));
        note(sheets.changes, who, place, await tryAll(caller));
      }
    }
    for (const { who, from } of oddCallers(record.partners)) {
      const caller = from.get('own')!;
      note(sheets.rows, who, 'own', await askRows(database, record, caller));
      note(sheets.gates, who, 'own', await askGates(schema, caller));
    }
  } finally {
    await asking.app.close();
  }
  return {
    ...{ fields: writeSheet(inOrder(sheets.fields)), doors: writeSheet(sheets.doors) },
    ...{ changes: writeSheet(sheets.changes), rows: writeSheet(sheets.rows, '-') },
    gates: writeLists(inOrder(sheets.gates)),
    closed: ['what', ...closedColumns(schema).sort(), ''].join('\n'),
  };
}

function sheet(): Sheet {
  return new Map();
}

function inOrder(unordered: Sheet): Sheet {
  return new Map([...unordered].sort(([one], [other]) => (one < other ? -1 : 1)));
}

function demandNone(kind: string, where: string, missing: readonly string[]): void {
  if (missing.length > 0) {
    throw new Error(`The matrix has no ${kind} for ${missing.join(', ')}: add it to ${where}.`);
  }
}
