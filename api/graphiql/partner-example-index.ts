import type { ExampleEntry } from './example-entry.js';

/** The date on which the answers for the sandbox's households are promised. */
const asOf = '2026-11-01';

const student = {
  admitted: true,
  graduationYear: 2026,
  degree: 'S1',
  accreditation: 'A',
  livingCostCluster: 2,
};

/** Examples of the partner agencies: one purpose each, cut to what that purpose may see. */
export const partnerExamples: readonly ExampleEntry[] = [
  {
    name: 'bank-check-payee',
    title: { id: 'Periksa penerima PKH', en: 'Check a PKH payee' },
    personas: ['bank'],
    variables: { nik: '3273054208939901', program: 'PKH', asOf, reference: 'SP2D-2026-11-0001' },
  },
  {
    name: 'bank-check-mismatch',
    title: { id: 'NIK tidak padan', en: 'NIK that does not match' },
    personas: ['bank'],
    variables: { nik: '3205016109919901', program: 'PKH', asOf, reference: 'SP2D-2026-11-0002' },
  },
  {
    name: 'bank-check-payees',
    title: { id: 'Periksa daftar bayar', en: 'Check a payment list' },
    personas: ['bank'],
    variables: {
      program: 'PKH',
      asOf,
      people: [
        { nik: '3273054208939901', reference: '1' },
        { nik: '3205011704829901', reference: '2' },
        { nik: '32050117048299', reference: '3' },
        { nik: '3273054208939901', reference: '4' },
        { nik: '3205013101869901', reference: '5' },
      ],
    },
  },
  {
    name: 'post-check-recipient',
    title: { id: 'Periksa penerima Sembako', en: 'Check a BPNT recipient' },
    personas: ['post'],
    variables: { nik: '3171014202599901', program: 'BPNT', asOf, reference: 'POS-2026-11-0001' },
  },
  {
    name: 'post-check-deceased',
    title: { id: 'Penerima yang meninggal', en: 'A recipient who has died' },
    personas: ['post'],
    variables: { nik: '3510011212459901', program: 'PKH', asOf, reference: 'POS-2026-11-0002' },
  },
  {
    name: 'post-check-recipients',
    title: { id: 'Periksa daftar penerima', en: 'Check a list of recipients' },
    personas: ['post'],
    variables: {
      program: 'BPNT',
      asOf,
      people: [
        { nik: '3171014202599901', reference: 'A' },
        { nik: '3273055111089901', reference: 'B' },
        { nik: 'bukan NIK', reference: 'C' },
      ],
    },
  },
  {
    name: 'hospital-check-coverage',
    title: { id: 'Apakah iurannya ditanggung?', en: 'Is the premium covered?' },
    personas: ['hospital'],
    variables: { nik: '3273056006239901', program: 'PBI_JK', asOf, reference: 'RM-00417' },
  },
  {
    name: 'hospital-check-not-covered',
    title: { id: 'Tidak ditanggung: lalu apa?', en: 'Not covered: what next?' },
    personas: ['hospital'],
    variables: { nik: '3273055111089901', program: 'PBI_JK', asOf, reference: 'RM-00418' },
  },
  {
    name: 'hospital-check-coverages',
    title: { id: 'Periksa satu keluarga', en: 'Check a whole family' },
    personas: ['hospital'],
    variables: {
      program: 'PBI_JK',
      asOf,
      people: [
        { nik: '3273051102909901', reference: 'ayah' },
        { nik: '3273054208939901', reference: 'ibu' },
        { nik: '3273050903189901', reference: 'anak-1' },
        { nik: '327305600623990', reference: 'anak-2' },
      ],
    },
  },
  {
    name: 'university-screen-applicant',
    title: { id: 'Saring pendaftar KIP Kuliah', en: 'Screen a KIP Kuliah applicant' },
    personas: ['university'],
    variables: {
      nik: '3510016303089901',
      program: 'KIP_KULIAH',
      asOf,
      reference: 'PMB-26-1001',
      claims: student,
    },
  },
  {
    name: 'university-screen-sktm',
    title: { id: 'Jalur SKTM dan pendapatan', en: 'By SKTM and income' },
    personas: ['university'],
    variables: {
      nik: '3510016202089901',
      program: 'KIP_KULIAH',
      asOf,
      reference: 'PMB-26-1002',
      claims: { ...student, hasSktm: true, parentsMonthlyIncome: 5_600_000, familySize: 8 },
    },
  },
  {
    name: 'university-screen-undetermined',
    title: { id: 'Belum dapat dipastikan', en: 'Cannot tell yet' },
    personas: ['university'],
    variables: {
      nik: '3510016202089901',
      program: 'KIP_KULIAH',
      asOf,
      reference: 'PMB-26-1003',
      claims: { ...student, hasSktm: true },
    },
  },
  {
    name: 'university-screen-applicants',
    title: { id: 'Saring satu angkatan', en: 'Screen a class of applicants' },
    personas: ['university'],
    variables: {
      program: 'KIP_KULIAH',
      asOf,
      people: [
        { nik: '3510016303089901', reference: '1001', claims: { studentAid: student } },
        { nik: '3171011901089901', reference: '1004', claims: { studentAid: student } },
        { nik: '3171-0119-0108', reference: '1005', claims: { studentAid: student } },
        {
          nik: '3273055111089901',
          reference: '1006',
          claims: {
            studentAid: {
              ...student,
              hasSktm: true,
              parentsMonthlyIncome: 7_500_000,
              familySize: 2,
            },
          },
        },
      ],
    },
  },
];
