import type { ExampleEntry } from './example-entry.js';
import { managerExamples } from './manager-example-index.js';
import { officerExamples } from './officer-example-index.js';
import { partnerExamples } from './partner-example-index.js';
import { privacyExamples } from './privacy-example-index.js';
import { proposalExamples } from './proposal-example-index.js';

const everyone = ['*'];

const commonExamples: readonly ExampleEntry[] = [
  {
    name: 'eligibility-decision',
    title: { id: 'Putar ulang keputusan', en: 'Replay a decision' },
    personas: everyone,
    variables: { id: '00000000-0000-7000-8000-000000000000' },
    decisionVariable: 'id',
  },
  {
    name: 'viewer',
    title: { id: 'Siapa saya', en: 'Who am I' },
    personas: everyone,
    variables: {},
  },
  {
    name: 'aid-programs',
    title: { id: 'Daftar program bantuan', en: 'List of aid programs' },
    personas: everyone,
    variables: { first: 20 },
  },
  {
    name: 'aid-program-rules',
    title: { id: 'Aturan satu program', en: 'The rules of a program' },
    personas: everyone,
    variables: { code: 'BPNT' },
  },
  {
    name: 'exclusion-grounds',
    title: { id: 'Alasan penolakan', en: 'Grounds of exclusion' },
    personas: everyone,
    variables: {},
  },
  {
    name: 'ppks-categories',
    title: { id: 'Kategori PPKS', en: 'PPKS categories' },
    personas: everyone,
    variables: {},
  },
  {
    name: 'regions',
    title: { id: 'Wilayah di bawah Kabupaten Garut', en: 'Regions below Kabupaten Garut' },
    personas: everyone,
    variables: { parent: '32.05', first: 20 },
  },
];

/**
 * The explorer's examples in the order in which they are offered: what is particular to a persona
 * first, what all may ask last. People in them are the sandbox's invented households.
 */
export const exampleIndex: readonly ExampleEntry[] = [
  ...partnerExamples,
  ...officerExamples,
  ...proposalExamples,
  ...managerExamples,
  ...privacyExamples,
  ...commonExamples,
];
