/** Languages that the page speaks. */
export type PageLanguage = 'id' | 'en';

const LOCALES = { id: 'id-ID', en: 'en-GB' } as const;

const words = {
  title: { id: 'Dasbor wilayah', en: 'Area dashboard' },
  subtitle: {
    id: 'Desil, cakupan, dan antrean bantuan menurut wilayah. Data contoh: semua orang rekaan.',
    en: 'Deciles, coverage and waiting by area. Sample data: everybody is invented.',
  },
  language: { id: 'Bahasa', en: 'Language' },
  officer: { id: 'Petugas', en: 'Officer' },
  program: { id: 'Program', en: 'Program' },
  day: { id: 'Keadaan pada', en: 'As of' },
  country: { id: 'Indonesia', en: 'Indonesia' },
  path: { id: 'Wilayah yang dilihat', en: 'Area looked at' },
  ownTerritory: { id: 'Wilayah saya', en: 'My territory' },
  lookInto: { id: 'Lihat ke dalam', en: 'Look into' },
  choose: { id: 'Pilih wilayah…', en: 'Choose an area…' },
  loading: { id: 'Memuat…', en: 'Loading…' },
  loaded: { id: 'Data dimuat:', en: 'Loaded:' },
  households: { id: 'Keluarga', en: 'Households' },
  people: { id: 'Penduduk', en: 'People' },
  area: { id: 'Wilayah', en: 'Area' },
  total: { id: 'Seluruhnya', en: 'All of it' },
  table: { id: 'Tabel', en: 'Table' },
  welfare: { id: 'Keluarga menurut desil', en: 'Households by decile' },
  decile: { id: 'Desil', en: 'Decile' },
  notRanked: { id: 'Belum diperingkat', en: 'Not ranked' },
  notListed: { id: 'Tidak terdaftar', en: 'Not listed' },
  keptBack: { id: 'ditahan', en: 'withheld' },
  ofTheWhole: { id: 'Seluruh wilayah menurut desil', en: 'The whole area by decile' },
  byArea: { id: 'Menurut wilayah', en: 'By area' },
  coverage: { id: 'Cakupan program', en: 'Coverage of the program' },
  coverageNote: {
    id: 'Keluarga yang aktif menerima, dibandingkan dengan keluarga pada desil 1 sampai 4.',
    en: 'Households that receive it, compared with households in deciles 1 to 4.',
  },
  active: { id: 'Aktif', en: 'Active' },
  suspended: { id: 'Ditangguhkan', en: 'Suspended' },
  poor: { id: 'Desil 1–4', en: 'Deciles 1–4' },
  waiting: { id: 'Dalam antrean', en: 'Waiting' },
  waitingNote: {
    id: 'Keluarga yang berhak dan menunggu kuota.',
    en: 'Households that have a right to it and wait for a place in the quota.',
  },
  notComputable: { id: 'tidak dapat dihitung', en: 'cannot be computed' },
  small: {
    id: 'Ditahan: kurang dari 5, atau agar angka yang kurang dari 5 tidak dapat dihitung dari angka lain.',
    en: 'Withheld: fewer than 5, or so that a number below 5 cannot be worked out from the others.',
  },
  empty: {
    id: 'Tidak ada keluarga yang tercatat pada hari itu.',
    en: 'No household was on record on that day.',
  },
  withoutHouseholds: {
    id: 'wilayah di dalamnya tanpa keluarga yang tercatat; tidak digambar.',
    en: 'areas in it have no household on record; they are not drawn.',
  },
  forbidden: {
    id: 'Petugas ini tidak boleh membaca statistik wilayah ini.',
    en: 'This officer may not read the statistics of this area.',
  },
  refused: {
    id: 'Permintaan ini tidak dapat dijawab: periksa tanggal dan program.',
    en: 'This question cannot be answered: check the day and the program.',
  },
  tooMuch: {
    id: 'Terlalu banyak permintaan untuk saat ini. Coba lagi sebentar lagi.',
    en: 'Too much was asked for the moment. Try again in a little while.',
  },
  again: { id: 'Coba lagi', en: 'Try again' },
  noSuchArea: { id: 'Wilayah ini tidak ada.', en: 'There is no such area.' },
  failed: {
    id: 'Server tidak menjawab. Coba lagi nanti.',
    en: 'The server does not answer. Try again later.',
  },
} as const satisfies Record<string, Record<PageLanguage, string>>;

/** Names of the texts of the page. */
export type Word = keyof typeof words;

/** A text of the page in a language. */
export const say = (language: PageLanguage, word: Word): string => words[word][language];

/** A whole number as it is written in a language. */
export const digits = (language: PageLanguage, value: number): string =>
  value.toLocaleString(LOCALES[language]);

/** A day as it is written in a language. @param day YYYY-MM-DD */
export const date = (language: PageLanguage, day: string): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(day),
  );

/** A share of one as a percentage. */
export const percent = (language: PageLanguage, share: number): string =>
  share.toLocaleString(LOCALES[language], {
    style: 'percent',
    maximumFractionDigits: 0,
  });
