import type { ExampleEntry } from './example-entry.js';

/** The date on which the answers for the sandbox's households are promised. */
const asOf = '2026-11-01';

/** Personas whose territory holds the village Garut 32.05.01.1001. */
const garut = [
  'officer-national',
  'officer-province',
  'officer-regency',
  'social-worker',
  'officer-district',
  'officer-village',
  'village-head',
];

const officerCheck = (nik: string, program: string) => ({
  nik,
  program,
  asOf,
  reference: 'BERKAS-2026-118',
});

/** Examples of the social offices, each offered where the household lies in the territory. */
export const officerExamples: readonly ExampleEntry[] = [
  {
    name: 'officer-household',
    title: { id: 'Satu keluarga menurut KK', en: 'A family by its KK number' },
    personas: garut,
    variables: { kkNumber: '3205012111119901' },
  },
  {
    name: 'officer-households',
    title: { id: 'Keluarga di wilayah', en: 'Families of an area' },
    personas: garut,
    variables: { within: '32.05.01.1001', first: 5 },
  },
  {
    name: 'officer-person',
    title: { id: 'Satu orang menurut NIK', en: 'A person by NIK' },
    personas: garut,
    variables: { nik: '3205011704829901' },
  },
  {
    name: 'officer-people-by-name',
    title: { id: 'Cari orang menurut nama', en: 'Find people by name' },
    personas: garut,
    variables: { name: 'contoh asep', within: '32.05', first: 10 },
  },
  {
    name: 'officer-region-statistics',
    title: { id: 'Jumlah keluarga per wilayah', en: 'Households by area' },
    personas: ['officer-national', 'officer-province', 'officer-regency', 'officer-district'],
    variables: { program: 'PKH' },
  },
  {
    name: 'officer-household-history',
    title: { id: 'Riwayat satu keluarga', en: 'The history of a family' },
    personas: garut,
    variables: { kkNumber: '3205012001129901', at: '2099-12-31T00:00:00+07:00' },
  },
  {
    name: 'officer-classifications',
    title: { id: 'Kategori PPKS seseorang', en: 'PPKS classes of a person' },
    personas: ['officer-national', 'officer:35.10'],
    variables: { nik: '3510014501489901' },
  },
  {
    name: 'officer-check-in-full',
    title: { id: 'Keputusan PKH secara utuh', en: 'A PKH decision in full' },
    personas: garut,
    variables: officerCheck('3205011704829901', 'PKH'),
  },
  {
    name: 'officer-check-excluded',
    title: { id: 'Keluarga ASN', en: 'Family of a state employee' },
    personas: garut,
    variables: officerCheck('3205015707159901', 'PKH'),
  },
  {
    name: 'officer-check-undetermined',
    title: { id: 'Dukcapil tidak terjangkau', en: 'Dukcapil out of reach' },
    personas: garut,
    variables: officerCheck('3205016209929901', 'PKH'),
  },
  {
    name: 'officer-check-fire-relief',
    title: { id: 'Santunan kebakaran Garut', en: 'Fire relief of Garut' },
    personas: garut,
    variables: officerCheck('3205011501799901', 'APBD-32.05-FIRE'),
  },
  {
    name: 'officer-check-rule-in-force',
    title: { id: 'Aturan pada tanggalnya', en: 'The rule in force on a date' },
    personas: garut,
    variables: { nik: '3205013101869901' },
  },
  {
    name: 'officer-check-warning',
    title: { id: 'Peringatan tanggal lahir', en: 'Birth date warning' },
    personas: ['officer-national', 'officer-province', 'officer:32.73'],
    variables: officerCheck('3273051202909901', 'PKH'),
  },
  {
    name: 'officer-check-jakarta-card',
    title: { id: 'Kartu Lansia Jakarta', en: 'Jakarta card for the elderly' },
    personas: ['officer-national', 'officer:31'],
    variables: officerCheck('3171011404609901', 'PROV-31-KLJ'),
  },
  {
    name: 'officer-check-retired-code',
    title: { id: 'Kode wilayah lama Papua', en: 'Retired Papua area code' },
    personas: ['officer-national', 'officer:93.01'],
    variables: officerCheck('9101016606859901', 'PKH'),
  },
  {
    name: 'officer-check-unfit-house',
    title: { id: 'Rumah tidak layak (RST)', en: 'Unfit house (RST)' },
    personas: ['officer-national', 'officer:35.10'],
    variables: officerCheck('3510011606669901', 'RST'),
  },
  {
    name: 'citizen-check-own',
    title: { id: 'Hak saya: belum diperingkat', en: 'My own case: not yet ranked' },
    personas: ['citizen-desk'],
    variables: { nik: '3205014706929901', program: 'PKH', asOf, reference: 'LOKET-3' },
  },
  {
    name: 'citizen-check-pupils',
    title: { id: 'Hak saya: PKH keluarga', en: 'My own case: PKH for a family' },
    personas: ['citizen-desk'],
    variables: { nik: '3205011704829901', program: 'PKH', asOf, reference: 'LOKET-4' },
  },
];
