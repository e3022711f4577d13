/** The languages that the command speaks. */
export type Tongue = 'ID' | 'EN';

const HELP_EN = `Checks the people of a CSV file against the social registry and writes a CSV of answers.

  npx dinsos check --program BPNT --purpose PAYEE_VERIFICATION people.csv > results.csv

The file has a header with the column nik and, if you like, reference and the claims of a program
(admitted, graduationYear, ...). "," and ";" are understood. Without a file the rows come from
standard input.

  --program CODE       the program, such as PKH or BPNT
  --purpose PURPOSE    why you ask: PAYEE_VERIFICATION, HEALTH_COVERAGE_CHECK, STUDENT_AID_SCREENING ...
  --as-of YYYY-MM-DD   the day whose rules and facts count; today in Jakarta where absent
  --language id|en     language of messages and of this help; id where neither LANG nor you say en
  --resume FILE        keep the state of the work in FILE; the same command goes on after an interruption
  --keep-nik           write the NIK beside each answer; then the rows must come from a file
  --url URL            the registry (DINSOS_URL); http://127.0.0.1:4000 where absent
  --client-id ID       your OAuth client (DINSOS_CLIENT_ID)
  --client-key FILE    its private key as a JWK (DINSOS_PRIVATE_KEY_FILE)
  --sandbox PERSONA    ask as a persona of the sandbox; without a key and without a URL, one that fits
  --quiet              no progress on standard error
  --help

Ends with 0 when every row was decided, 1 on a fault, 2 when it was called wrongly, 3 when some rows were
refused, 130 when it was interrupted.
`;

const HELP_ID = `Memeriksa orang-orang dalam berkas CSV pada registri sosial dan menulis CSV jawaban.

  npx dinsos check --program BPNT --purpose PAYEE_VERIFICATION orang.csv > hasil.csv

Berkas itu berkepala kolom nik dan, bila perlu, reference serta keterangan program (admitted,
graduationYear, ...). "," dan ";" dikenali. Tanpa berkas, baris dibaca dari masukan standar.

  --program KODE       program, misalnya PKH atau BPNT
  --purpose TUJUAN     tujuan bertanya: PAYEE_VERIFICATION, HEALTH_COVERAGE_CHECK, STUDENT_AID_SCREENING ...
  --as-of YYYY-MM-DD   tanggal aturan dan fakta yang dipakai; hari ini di Jakarta bila tidak ada
  --language id|en     bahasa pesan dan bantuan ini; id bila LANG atau Anda tidak meminta en
  --resume BERKAS      simpan keadaan kerja dalam BERKAS; perintah yang sama melanjutkannya bila terputus
  --keep-nik           tulis NIK di samping jawaban; baris harus berasal dari berkas
  --url URL            alamat registri (DINSOS_URL); http://127.0.0.1:4000 bila tidak ada
  --client-id ID       klien OAuth Anda (DINSOS_CLIENT_ID)
  --client-key BERKAS  kunci privatnya sebagai JWK (DINSOS_PRIVATE_KEY_FILE)
  --sandbox PERSONA    bertanya sebagai persona kotak pasir; tanpa kunci dan tanpa URL dipilih yang cocok
  --quiet              tanpa kemajuan pada keluaran galat
  --help

Berakhir dengan 0 bila semua baris diputuskan, 1 bila ada gangguan, 2 bila perintah salah, 3 bila sebagian
baris ditolak, 130 bila dihentikan.
`;

/** What the command says to people. No sentence holds a value of a row. */
export interface Words {
  readonly help: string;
  readonly phases: Readonly<Record<'UPLOADING' | 'DECIDING' | 'DOWNLOADING', string>>;
  readonly left: string;
  readonly asPersona: (persona: string) => string;
  readonly done: (decided: number, refused: number) => string;
  readonly interrupted: (resumable: boolean) => string;
  readonly seeHelp: string;
}

/** The words of each language. */
export const WORDS: Readonly<Record<Tongue, Words>> = {
  EN: {
    help: HELP_EN,
    phases: { UPLOADING: 'uploading', DECIDING: 'deciding', DOWNLOADING: 'writing' },
    left: 'left',
    asPersona: (persona) => `No client is configured: asking as "${persona}" of the sandbox.`,
    done: (decided, refused) => `${decided} rows decided, ${refused} refused.`,
    interrupted: (resumable) =>
      resumable
        ? 'Interrupted. The same command goes on from here.'
        : 'Interrupted; the job was cancelled. With --resume it could have been gone on with.',
    seeHelp: 'See "dinsos --help --language en".',
  },
  ID: {
    help: HELP_ID,
    phases: { UPLOADING: 'mengunggah', DECIDING: 'memutuskan', DOWNLOADING: 'menulis' },
    left: 'lagi',
    asPersona: (persona) => `Klien belum diatur: bertanya sebagai "${persona}" di kotak pasir.`,
    done: (decided, refused) => `${decided} baris diputuskan, ${refused} ditolak.`,
    interrupted: (resumable) =>
      resumable
        ? 'Terputus. Perintah yang sama akan melanjutkannya.'
        : 'Terputus; pekerjaan dibatalkan. Dengan --resume pekerjaan dapat dilanjutkan.',
    seeHelp: 'Lihat "dinsos --help --language id".',
  },
};
