import type { ExampleEntry } from './example-entry.js';

/** Proposals, from the report on. */
export const proposalExamples: readonly ExampleEntry[] = [
  {
    name: 'village-report-proposal',
    title: { id: 'Laporan RT', en: 'A report of the RT' },
    personas: ['officer-village', 'village-head'],
    variables: {
      input: {
        ...{ idempotencyKey: 'contoh-1', kind: 'NEW_ENTRY', villageCode: '32.05.01.1001' },
        ...{ need: 'FOOD', source: 'RT', reference: 'RT03/12/2026' },
      },
    },
  },
  {
    name: 'officer-proposals',
    title: { id: 'Usulan dan giliran siapa', en: 'Proposals, and whose turn it is' },
    personas: [
      ...['officer-village', 'village-head', 'officer-district', 'officer-regency', 'regency-head'],
      'officer-national',
    ],
    variables: { first: 10, state: null },
  },
];
