/** Words before a name that are no part of it. */
const TITLES = new Set(
  'h hj haji hajah hajjah kh kyai nyai ust ustad ustadz ustadzah dr dra drs ir prof alm almh almarhum almarhumah bapak ibu'.split(
    ' ',
  ),
);

/** Words between the names of a child and a father. */
const OF_FATHER = new Set(['bin', 'binti', 'bt']);

/** Short forms, as they stand on cards. */
const WHOLE: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'm md mhd moh mohd moch mochd muh muhd mokh mochamad mochammad mohamad mohammad mohamed mohammed muhamed muhammed muchamad muchammad muhammad mukhamad mukhammad mokhamad mokhammad'
      .split(' ')
      .map((form) => [form, 'muhamad']),
  ),
  ...{ abd: 'abdul', abdoel: 'abdul', st: 'siti', sitti: 'siti', nr: 'nur', ach: 'ahmad' },
};

/** What is written in several ways for one sound: the spelling before 1972 first, then what cards confuse. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/oe/g, 'u'],
  [/tj/g, 'c'],
  [/dj/g, 'j'],
  [/nj/g, 'ny'],
  [/sj|sy|sh/g, 's'],
  [/ch|kh/g, 'h'],
  [/oo|ou/g, 'u'],
  [/ee|ie/g, 'i'],
  [/ae|[ae][iy](?![aeiou])/g, 'e'],
  [/iy(?=[aeou])/g, 'i'],
  [/dz/g, 'z'],
  [/y$/g, 'i'],
  [/[yz]/g, 'j'],
  [/dh/g, 'd'],
  [/th/g, 't'],
  [/bh/g, 'b'],
  [/gh/g, 'g'],
  [/ph|[fv]/g, 'p'],
  [/q/g, 'k'],
  [/x/g, 'ks'],
  [/(.)\1+/g, '$1'],
  [/(?<=.{2})h$/g, ''],
];

/**
 * The words of a name as they are compared: titles and degrees gone, short forms whole, `Abdul` one word with what it belongs to,
 * and each sound written in one way, so that Soekarno is Sukarno, Tjahjadi is Cahyadi and Moh. is Muhammad. An initial stays one
 * letter. What is left is for comparing only and no spelling of anybody's name.
 */
export function canonicalWords(name: string): string[] {
  const [plain = ''] = name
    .normalize('NFKD')
    .replace(/[\p{M}'’`]/gu, '')
    .toLowerCase()
    .split(',');
  const words = plain.split(/[^a-z]+/).filter((word) => word !== '');
  while (words.length > 1 && TITLES.has(words[0]!)) words.shift();
  const named = words.filter((word, at) => at === 0 || !OF_FATHER.has(word));
  const whole = named.map((word, at) => {
    // A letter alone is Muhammad in front, and an initial elsewhere.
    if (word.length === 1 && (word !== 'm' || at > 0 || named.length === 1)) return word;
    return WHOLE[word] ?? word;
  });
  const joined: string[] = [];
  for (const word of whole) {
    if (joined.at(-1) === 'abdul') joined[joined.length - 1] = `abdul${word}`;
    else joined.push(word);
  }
  return joined.map(soundsOf);
}

function soundsOf(word: string): string {
  return SOUNDS.reduce((text, [form, sound]) => text.replace(form, sound), word);
}
