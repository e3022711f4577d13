import type { Likened } from '../../api/duplicates/judge-pair.js';
import { parseCalendarDate } from '../../api/values/calendar-date.js';

/** Two records of one village, and whether they are one person's. Everybody in them is invented. */
export interface LabelledPair {
  readonly one: Likened;
  readonly other: Likened;
  readonly isHome: boolean;
  readonly isSame: boolean;
}

/**
 * One line a pair: the two names, then what differs besides: `b` the birth dates, `n` the NIKs of both (`-` = none), `s` the sexes,
 * `h` one household. Without it, one birth date, no NIK of the second, both men.
 */
const SAME = `
Soekarno Contoh | Sukarno Contoh
Tjahjadi Wibawa | Cahyadi Wibawa
Djoko Soesilo | Joko Susilo
Moh. Rizal Firdaus | Muhammad Rizal Firdaus
M. Arif Hidayat | Mohamad Arief Hidayat
Mochamad Yusuf | Muhammad Jusuf
Muh Iqbal | Moh Iqbal
Abdul Rahman | Abdurrahman
Abd. Rohim | Abdul Rochim
Siti Aisyah | St. Aisyah | s F F
Siti Aminah | Sitti Aminah | s F F
Nur Aini | Nuraini | s F F
Sri Wahyuni | Sriwahyuni | s F F
Achmad Fauzi | Ahmad Fauzi
Akhmad Sjarif | Ahmad Syarif
H. Sulaiman | Sulaiman
Hj. Fatimah Zahra | Fatimah Zahra | s F F
Suparman | Suparman Hadi
Sumiati | Sumiyati | s F F
Slamet Raharjo | Slamet Rahardjo
Yanti Lestari | Janti Lestari | s F F
Soerjadi | Suryadi
Wahjoe Santoso | Wahyu Santoso
Bambang Soetrisno | Bambang Sutrisno
Syaiful Anwar | Saeful Anwar
Zainal Abidin | Jaenal Abidin
Latif Maulana | Latip Maulana
Arif Rachman | Arief Rahman
Dewi Kartika Sari | Dewi Kartikasari | s F F
Ratna Dewi | Ratna Dewi | s F F
Tuti Handayani | Tuty Handayani | s F F
Nurul Chasanah | Nurul Hasanah | s F F
Dr. Agus Salim, S.Pd. | Agus Salim
Rohmat bin Karta | Rohmat Karta
Made Suarta | I Made Suarta
Ni Luh Putri | Luh Putri | s F F
Endang Sulastri | Endang Soelastri | s F F
Ujang Kosasih | Ujang Kosasih | b 1971-04-03 1971-03-04
Asep Sunandar | Asep Sunandar | b 1968-11-20 1968-11-21
Iis Dahlia | Iis Dahlia | b 1975-01-01 1975-08-17 ; s F F
Maryam Saleha | Mariam Saleha | b 1959-07-01 1959-02-12 ; s F F
Cecep Gunawan | Cecep Gunawan | b 1980-05-06 1980-05-08
Komala Sari | Komalasari | n 3205015205809001 - ; s F F
Dadang Hermawan | Dadang Hermawan | n 3205011203809001 3205011230809001
Eti Rohaeti | Ety Rohaety | s F F
Rukmini Oentari | Rukmini Untari | s F F
Chairul Saleh | Khairul Saleh
Fachri Husein | Fahri Husen
Zulkifli | Dzulkifli
Ibrahim Musa | Ibrahim Moesa
Karsinah | Karsina | s F F
Djumadi Prajitno | Jumadi Prayitno
Muhammad Ali | M. Ali
Sutini | Soetini | s F F
Halimatus Sadiyah | Halimatus Sa'diyah | s F F
Kusnadi | Koesnadi
Warsito | Warsita
Nani Suryani | Nanih Suryani | s F F
Entin Supartini | Entin Supartini | b 1966-12-31 1966-03-09 ; s F F
Rahmat Hidayatullah | Rachmat Hidayatulloh
`;

const DIFFERENT = `
Budi Santoso | Budi Hartono
Siti Aminah | Siti Aisyah | s F F
Siti Rahayu | Siti Rahmawati | s F F
Ahmad Fauzi | Ahmad Faisal
Muhammad Rizki | Muhammad Rafli
M. Hasan | M. Husein
Hasan Basri | Husein Basri
Nur Hayati | Nur Haliza | s F F
Sri Mulyani | Sri Wahyuni | s F F
Agus Setiawan | Agus Kurniawan
Dewi Lestari | Dewi Sartika | s F F
Joko Susilo | Joko Purnomo
Eko Prasetyo | Eko Pranoto
Wati Suryani | Yati Maryani | s F F
Rudi Hartono | Andi Hartono
Tri Wibowo | Tri Widodo
Abdul Rahman | Abdul Rohim
Abdul Karim | Abdul Halim
Yusuf Maulana | Yunus Maulana
Ratna Sari | Ratih Sari | s F F
Indah Permata | Intan Permata | s F F
Dedi Mulyadi | Dadi Mulyadi | n 3205011203809001 3205011203809002
Suparman | Suparno
Sumiati | Sumarni | s F F
Karsinah | Kartinah | s F F
Made Suarta | Made Sudarta
Wayan Sudiarta | Nyoman Sudiarta
Asep Sunandar | Asep Sunandar | b 1968-11-20 1992-03-14
Iis Dahlia | Iis Dahlia | b 1975-02-03 1975-08-17 ; s F F
Cecep Gunawan | Cecep Gunawan | b 1980-05-06 1981-09-23
Rini Astuti | Reni Astuti | s F F ; h
Dina Marlina | Dini Marlina | s F F ; h
Hasan | Hasanah | s M F
Agus Salim | Agus Salimah | s M F
Rahmat Hidayat | Rahmat Hidayat | s M F ; b 1990-01-02 1990-02-01
Ani Suryani | Ani Suryati | s F F
Lilis Karlina | Lilis Marlina | s F F
Ujang Kosasih | Ujang Koswara
Dadang Hermawan | Dadang Hernawan | n 3205011203809001 3205011203809003
Endang Sulastri | Endang Sulistyowati | s F F
Bayu Pratama | Bagus Pratama
Fitri Handayani | Fitri Haryani | s F F
Yanto | Yanti | s M F
Slamet Riyadi | Slamet Rahardjo
Imam Syafii | Imam Bukhari
Kusnadi | Kusnandar
Warsito | Warsono
Nana Sutisna | Nina Sutisna | s M F
Ade Irma | Ade Irwan | s F M
Rukmini | Rukmana | s F M
Zainal Abidin | Zainal Arifin
Umar Said | Usman Said
Lukman Hakim | Rahman Hakim
Tatang Suherman | Tatang Sutarman
Eni Rohaeni | Eti Rohaeti | s F F
Ida Farida | Ida Royani | s F F
Mulyono | Mulyadi
Dian Purnama | Dian Permana
Wawan Setiawan | Iwan Setiawan
Heri Susanto | Hari Susanto | n 3205011203809001 3205011203809004
`;

/** Written after the thresholds were chosen, and never used to choose them. */
const HELD_OUT_SAME = `
Boediono Hadi | Budiono Hadi
Soebagjo | Subagyo
Tjokro Aminoto | Cokro Aminoto
Moch. Chaidir | Muhammad Khaidir
Mhd. Nasir | Muhammad Nasir
Abdoel Moeis | Abdul Muis
Abdullah Umar | Abdulloh Umar
Sitti Nurbaya | Siti Nurbaya | s F F
Chadidjah | Khadijah | s F F
Noer Djannah | Nur Jannah | s F F
Poerwanto | Purwanto
Hj. Rohayati | Rohayati | s F F
Drs. Bachtiar Effendi | Bahtiar Effendi
Sutrisno Wijaya | Soetrisno Widjaja
Sulastri | Sulastri Ningsih | s F F
Ida Bagus Oka | I.B. Oka
Ketut Sudarma | I Ketut Sudarma
Elly Herlina | Eli Herlina | s F F
Nunung Nurhayati | Nunung Nurhayati | b 1964-02-29 1964-07-01 ; s F F
Marwan Hakim | Marwan Hakim | b 1973-09-06 1973-06-09
Oyoh Rukoyah | Oyoh Rukoyah | b 1951-05-11 1957-05-11 ; s F F
Fatmawati | Fathmawati | s F F
Yahya Zaini | Jahja Zaini
Wiwik Sundari | Wiwiek Sundari | s F F
`;

const HELD_OUT_DIFFERENT = `
Budiono Hadi | Budiarto Hadi
Purwanto | Purnomo
Nur Jannah | Nur Hasanah | s F F
Abdul Muis | Abdul Majid
Siti Nurbaya | Siti Nurhaliza | s F F
Ketut Sudarma | Ketut Suparta
Eli Herlina | Eni Herlina | s F F ; h
Marwan Hakim | Marwan Hasan
Sulastri | Sulistiawati | s F F
Muhammad Nasir | Muhammad Natsir Amin | b 1970-06-15 1978-04-11
Bahtiar Effendi | Bustanul Effendi
Wiwik Sundari | Titik Sundari | s F F
Nunung Nurhayati | Nining Nurhayati | s F F
Slamet | Selamat Riyadi
Subagyo | Subandi
Cokro Aminoto | Cokro Sudarmo
Khadijah | Khaerunisa | s F F
Maman Suparman | Mamat Suparman | n 3205011203809001 3205011203809005
Oka Mahendra | Eka Mahendra
Fatmawati | Rahmawati | s F F
Dewi Anggraeni | Devi Anggraini | s F F ; b 1988-01-09 1991-10-30
Teguh Prakoso | Teguh Prasojo
Agung Nugroho | Agung Nugraha | n 3205011203809001 3205011203809006
Rina Wulandari | Rani Wulandari | s F F ; h
`;

function date(text: string): Likened['birthDate'] {
  const parsed = parseCalendarDate(text);
  if (parsed === null) throw new Error(`${text} is no date.`);
  return parsed;
}

function pairsOf(lines: string, isSame: boolean): LabelledPair[] {
  return lines
    .trim()
    .split('\n')
    .map((line): LabelledPair => {
      const [one = '', other = '', more = ''] = line.split('|').map((part) => part.trim());
      const told = new Map(
        more.split(';').map((part) => {
          const [key = '', ...values] = part.trim().split(' ');
          return [key, values] as const;
        }),
      );
      const [born = '1970-06-15', alsoBorn = born] = told.get('b') ?? [];
      const [nik = '3205011203809001', alsoNik = '-'] = told.get('n') ?? [];
      const [sex = 'M', alsoSex = 'M'] = told.get('s') ?? [];
      const record = (name: string, birthDate: string, of: string, number: string): Likened => ({
        ...{ name, birthDate: date(birthDate), sex: of === 'F' ? 'F' : 'M' },
        nik: number === '-' ? null : number,
      });
      return {
        one: record(one, born, sex, nik),
        other: record(other, alsoBorn, alsoSex, alsoNik),
        isHome: told.has('h'),
        isSame,
      };
    });
}

/** The set by which the thresholds were chosen: pairs of one person, and pairs of two. */
export const LABELLED: readonly LabelledPair[] = [
  ...pairsOf(SAME, true),
  ...pairsOf(DIFFERENT, false),
];

/** The set by which they are judged. */
export const HELD_OUT: readonly LabelledPair[] = [
  ...pairsOf(HELD_OUT_SAME, true),
  ...pairsOf(HELD_OUT_DIFFERENT, false),
];
