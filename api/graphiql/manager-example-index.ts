import type { ExampleEntry } from './example-entry.js';

/** Examples of those who manage partners, and of a partner about itself. */
export const managerExamples: readonly ExampleEntry[] = [
  {
    name: 'program-owner-partners',
    title: { id: 'Mitra dan perjanjiannya', en: 'Partners and their agreements' },
    personas: ['program-owner', 'regency-head'],
    variables: { first: 20 },
  },
  {
    name: 'program-owner-register-partner',
    title: { id: 'Daftarkan mitra', en: 'Register a partner' },
    personas: ['program-owner'],
    variables: {
      input: { slug: 'bank-kota-contoh', name: 'Bank Kota Contoh', kind: 'BANK' },
    },
  },
  {
    name: 'partner-own-agreement',
    title: { id: 'Perjanjian saya', en: 'My agreement' },
    personas: ['bank', 'post', 'hospital', 'university'],
    variables: {},
  },
];
