/** Languages that the page speaks. */
export type PageLanguage = 'id' | 'en';

const words = {
  subtitle: {
    id: 'Bak pasir: semua orang di sini rekaan, silakan mencoba.',
    en: 'Sandbox: everyone in here is invented, try anything.',
  },
  steps: { id: 'Cara mencoba', en: 'How to try it' },
  choosePersona: { id: 'Bertindak sebagai', en: 'Act as' },
  chooseExample: { id: 'Pilih contoh di panel kiri', en: 'Pick an example on the left' },
  run: { id: 'Tekan ▶ atau Ctrl+Enter', en: 'Press ▶ or Ctrl+Enter' },
  partners: { id: 'Mitra', en: 'Partner agencies' },
  officers: { id: 'Petugas', en: 'Officers' },
  citizens: { id: 'Warga', en: 'Citizens' },
  language: { id: 'Bahasa', en: 'Language' },
  examplesFor: { id: 'Contoh untuk', en: 'Examples for' },
  sdl: { id: 'Unduh skema (SDL)', en: 'Download the schema (SDL)' },
  reset: { id: 'Mulai dari awal', en: 'Start afresh' },
  resetTitle: { id: 'Kembalikan bak pasir seperti semula?', en: 'Make the sandbox as new?' },
  resetMeaning: {
    id: 'Semua yang diubah dan diputuskan di server ini hilang; orang dan aturan rekaan diisi kembali. Perlu sekitar setengah menit, dan berlaku bagi semua yang memakai server ini.',
    en: 'All that was changed and decided on this server is lost; the invented people and rules are filled in again. It takes about half a minute, for everybody who uses this server.',
  },
  resetNow: { id: 'Ya, kembalikan', en: 'Yes, make it as new' },
  cancel: { id: 'Batal', en: 'Cancel' },
  resetting: { id: 'Bak pasir sedang diisi kembali…', en: 'The sandbox is being filled again…' },
  resetDone: { id: 'Bak pasir seperti semula.', en: 'The sandbox is as new.' },
  resetRefused: {
    id: 'Bak pasir di basis data server hanya dapat dikembalikan oleh pengelolanya.',
    en: 'A sandbox on a database server can only be reset by whoever runs it.',
  },
  forEveryone: { id: 'Untuk semua', en: 'For everyone' },
  openIn: { id: 'Buka di', en: 'Open in' },
  newTab: { id: 'tab baru', en: 'a new tab' },
  sameTab: { id: 'tab ini', en: 'this tab' },
  nationwide: { id: 'seluruh Indonesia', en: 'all of Indonesia' },
  purpose: { id: 'tujuan', en: 'purpose' },
  signingIn: { id: 'Mengambil token…', en: 'Fetching a token…' },
  signedIn: { id: 'Masuk sebagai', en: 'Signed in as' },
  sandboxClosed: {
    id: 'Server ini tidak membuka bak pasir: tempelkan token Anda di tab Headers, misalnya {"Authorization": "Bearer …"}.',
    en: 'This server opens no sandbox: paste your token in the Headers tab, as {"Authorization": "Bearer …"}.',
  },
  failed: {
    id: 'Server tidak menjawab; coba muat ulang halaman ini.',
    en: 'The server does not answer; try to reload this page.',
  },
} as const satisfies Record<string, Record<PageLanguage, string>>;

/** A text of the page in the language chosen. */
export const say = (language: PageLanguage, key: keyof typeof words): string =>
  words[key][language];
