import type { RefusalWords } from '../refusal-error.js';

/**
 * Whom an entry with several people is about. EACH: everybody named. HOUSEHOLD: the household as a whole. FIRST: the first
 * one named; what it was is not the affair of the others. PASSING: somebody else; these people were only read on the way.
 */
export type ActionAbout = 'EACH' | 'HOUSEHOLD' | 'FIRST' | 'PASSING';

/** What the trail calls an action, in words for the person whom it concerned. */
export interface AccessAction {
  readonly about: ActionAbout;
  readonly words: RefusalWords;
}

const action = (about: ActionAbout, id: string, en: string): AccessAction => ({
  about,
  words: { id, en },
});

/** What somebody sees of an action that was about another member of the household. */
export const HOUSEHOLD_ADMINISTRATION = action(
  'HOUSEHOLD',
  'Administrasi keluarga',
  'Household administration',
);

/** What is said of an action without words of its own; whom it was about is not known either. */
export const UNNAMED_ACTION = action('FIRST', 'Pemrosesan data', 'Processing of data');

/** Every action of the trail. One that is missing is told as {@link UNNAMED_ACTION}; a test finds it. */
export const ACCESS_ACTIONS: Readonly<Record<string, AccessAction>> = {
  person: action('EACH', 'Membuka data orang', 'Opened the record of a person'),
  people: action('EACH', 'Mencari orang menurut nama', 'Searched people by name'),
  household: action('HOUSEHOLD', 'Membuka data keluarga', 'Opened the record of a household'),
  households: action(
    'HOUSEHOLD',
    'Membuka daftar keluarga di wilayah',
    'Opened a list of households of an area',
  ),
  householdAsOf: action(
    'HOUSEHOLD',
    'Membuka data keluarga pada waktu yang lalu',
    'Opened an earlier state of a household',
  ),
  nested: action(
    'PASSING',
    'Terbaca ketika data orang lain dibuka',
    "Read on the way, when another person's record was opened",
  ),
  regionStatistics: action(
    'EACH',
    'Menghitung keluarga dan penduduk suatu wilayah',
    'Counted the households and people of an area',
  ),
  checkEligibility: action('EACH', 'Memeriksa hak atas program', 'Checked eligibility'),
  startEligibilityJob: action(
    'EACH',
    'Memulai pemeriksaan massal',
    'Started a check of many people',
  ),
  uploadEligibilityJob: action(
    'EACH',
    'Mengunggah daftar pemeriksaan massal',
    'Uploaded the list of a check of many people',
  ),
  eligibilityJobResults: action(
    'EACH',
    'Mengunduh hasil pemeriksaan massal',
    'Downloaded the results of a check of many people',
  ),
  announceChange: action(
    'EACH',
    'Memberi tahu mitra bahwa jawaban lama tidak berlaku lagi',
    'Told a partner that an earlier answer is out of date',
  ),
  determinationPlan: action(
    'EACH',
    'Memperkirakan penetapan suatu wilayah',
    'Estimated a determination of an area',
  ),
  previewDetermination: action(
    'EACH',
    'Meninjau penetapan suatu wilayah',
    'Previewed a determination of an area',
  ),
  determinationChanges: action(
    'HOUSEHOLD',
    'Membuka daftar keluarga yang berubah menurut pratinjau penetapan',
    'Opened the households that a determination would change',
  ),
  simulateProgram: action(
    'EACH',
    'Mensimulasikan perubahan aturan program',
    'Simulated a changed rule of a program',
  ),
  eligibilityDecision: action('EACH', 'Membuka keputusan', 'Opened a decision'),
  decisions: action('EACH', 'Membuka daftar keputusan', 'Opened a list of decisions'),
  registerHousehold: action('HOUSEHOLD', 'Mendaftarkan keluarga', 'Registered a household'),
  addHouseholdMember: action('FIRST', 'Menambah anggota keluarga', 'Added a household member'),
  moveHouseholdMember: action(
    'FIRST',
    'Memindahkan anggota keluarga',
    'Moved a member to another household',
  ),
  erasePerson: action('FIRST', 'Menghapus data orang', 'Erased who a person is'),
  removeHouseholdMember: action(
    'FIRST',
    'Mengakhiri keanggotaan keluarga',
    'Ended a membership of a household',
  ),
  proposal: action('HOUSEHOLD', 'Membuka usulan', 'Opened a proposal'),
  proposals: action('HOUSEHOLD', 'Membuka daftar usulan', 'Opened a list of proposals'),
  reportProposal: action('HOUSEHOLD', 'Mencatat laporan kebutuhan', 'Recorded a reported need'),
  scheduleDeliberation: action(
    'HOUSEHOLD',
    'Menjadwalkan musyawarah usulan',
    'Called the meeting about a proposal',
  ),
  recordDeliberation: action(
    'HOUSEHOLD',
    'Mencatat hasil musyawarah usulan',
    'Recorded what a meeting decided of a proposal',
  ),
  signResponsibilityStatement: action(
    'HOUSEHOLD',
    'Mencatat SPTJM atas usulan',
    'Recorded an SPTJM for a proposal',
  ),
  enterProposal: action('HOUSEHOLD', 'Menginput usulan', 'Entered a proposal'),
  assessProposal: action(
    'HOUSEHOLD',
    'Mencatat kunjungan ke rumah untuk usulan',
    'Recorded a visit to the house for a proposal',
  ),
  verifyProposal: action('HOUSEHOLD', 'Memverifikasi usulan', 'Verified a proposal'),
  returnProposal: action('HOUSEHOLD', 'Mengembalikan usulan', 'Returned a proposal'),
  endorseProposal: action('HOUSEHOLD', 'Mengesahkan usulan', 'Endorsed a proposal'),
  determineProposal: action('HOUSEHOLD', 'Menetapkan usulan', 'Determined a proposal'),
  settleProposal: action(
    'HOUSEHOLD',
    'Sistem memajukan usulan ke tahap atau periode berikutnya',
    'The system moved a proposal on',
  ),
  withdrawProposal: action('HOUSEHOLD', 'Mencabut usulan', 'Withdrew a proposal'),
  recordHousing: action('HOUSEHOLD', 'Mencatat keadaan rumah', 'Recorded the state of the house'),
  recordDisasterLoss: action(
    'HOUSEHOLD',
    'Mencatat kerugian bencana',
    'Recorded a loss by disaster',
  ),
  correctPerson: action('FIRST', 'Memperbaiki data orang', 'Corrected the record of a person'),
  classifyPerson: action('FIRST', 'Mencatat kategori PPKS', 'Recorded a PPKS class'),
  endClassification: action('FIRST', 'Mengakhiri kategori PPKS', 'Ended a PPKS class'),
  accessLog: action('EACH', 'Membaca catatan akses di loket', 'Read the log of looks at a desk'),
  myCorrections: action(
    'EACH',
    'Membaca permintaan perbaikan di loket',
    'Read the wishes to correct at a desk',
  ),
  requestCorrection: action('EACH', 'Meminta perbaikan data', 'Asked for a correction'),
  correctionRequests: action(
    'EACH',
    'Membuka daftar permintaan perbaikan',
    'Opened the list of wishes to correct',
  ),
  startCorrection: action('EACH', 'Mulai menangani perbaikan', 'Began to handle a correction'),
  resolveCorrection: action('EACH', 'Menjawab permintaan perbaikan', 'Answered a wish to correct'),
  delayAccessLog: action('EACH', 'Menunda pemberitahuan akses', 'Put off telling of looks'),
  accessEntries: action('EACH', 'Memeriksa catatan akses', 'Inspected the trail of looks'),
  breachReport: action(
    'EACH',
    'Menyusun laporan kebocoran data',
    'Drew up the report of a data breach',
  ),
};
