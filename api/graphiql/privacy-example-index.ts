import type { ExampleEntry } from './example-entry.js';

/** Asep Contoh of Garut, who showed his card. */
const person = { nik: '3205011704829901', verifiedBy: 'KTP_SHOWN' };

/** Examples of what a person may ask about the person's own data, and of who answers. */
export const privacyExamples: readonly ExampleEntry[] = [
  {
    name: 'citizen-access-log',
    title: { id: 'Siapa yang melihat data saya', en: 'Who looked at my data' },
    personas: ['citizen-desk'],
    variables: { person, first: 20 },
  },
  {
    name: 'citizen-request-correction',
    title: { id: 'Minta perbaikan data', en: 'Ask for a correction' },
    personas: ['citizen-desk'],
    variables: {
      input: {
        person,
        field: 'OCCUPATION',
        claimed: 'Petani, bukan buruh harian',
        evidence: 'SK-DESA-118/2026',
      },
    },
  },
  {
    name: 'citizen-my-corrections',
    title: { id: 'Permintaan perbaikan saya', en: 'My wishes to correct' },
    personas: ['citizen-desk'],
    variables: { person },
  },
  {
    name: 'officer-correction-requests',
    title: { id: 'Daftar kerja perbaikan', en: 'Work list of corrections' },
    personas: ['officer-regency'],
    variables: { overdue: false },
  },
];
