import type { Random } from './random.js';

const words = (text: string): readonly string[] => text.trim().split(/\s+/);

const MALE = words(`
  Abdul Adi Agung Ahmad Akbar Aldi Andi Anton Ardi Arif Asep Bambang Bayu Beni Dani Darma Deni Dimas Dodi Edi Eko Fajar
  Faisal Gilang Guntur Hadi Haris Hasan Hendro Iman Indra Irfan Jaka Joni Kadek Kurnia Lukman Made Mahmud Mulyono Nanda
  Nyoman Oki Panji Prasetyo Rahman Reza Ridwan Rizal Rudi Samsul Satria Surya Taufik Teguh Tri Umar Wahyu Yoga Yusuf`);
const FEMALE = words(`
  Ade Aisyah Amelia Anisa Ariani Astuti Ayu Bunga Citra Dara Desi Dewi Diah Dina Eka Elis Endah Erna Fatimah Fitri Gita
  Hani Hesti Ida Ika Indah Intan Kartika Komala Laras Lestari Lilis Maya Mega Melati Mira Murni Nadia Nia Nur Puji Puspa
  Putri Rahayu Ratna Rini Rosa Sarah Sekar Sinta Siti Sri Tika Titin Tuti Ulfa Wati Wulan Yanti Yuni`);
const SECOND = words(`
  Anggara Anugrah Bahari Bintara Cahaya Cemara Damai Dirgantara Firdaus Gemilang Gunawan Halim Hidayat Irawan Jatmika
  Jayadi Kencana Kesuma Laksana Langit Lembayung Mahardika Maulana Mentari Nirwana Nugraha Nusantara Pamungkas Pelangi
  Permana Permata Pratama Purnama Rahmat Rimba Rinjani Sagara Samudra Santoso Saputra Sejati Sembada Semesta Senja
  Setiawan Sukma Sulaiman Sutanto Tirta Utama Wardana Wibawa Wicaksana Widodo Wiguna Yudistira Zamrud Zulkarnain`);

const STREETS = words(`
  Anggrek Bougenvil Cempaka Dahlia Flamboyan Kamboja Kenanga Mawar Melati Nusa Pahlawan Pasar Pelita Sawah Seruni Teratai`);

/** An invented name: two words, so about seven thousand names, each of which many people carry. */
export function inventName(random: Random, sex: 'M' | 'F'): string {
  return `${random.pick(sex === 'M' ? MALE : FEMALE)} ${random.pick(SECOND)}`;
}

/** An invented address. */
export function inventAddress(random: Random): string {
  return `Jalan ${random.pick(STREETS)} Contoh No. ${random.between(1, 199)}`;
}
