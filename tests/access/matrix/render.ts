import { ROLE_TIERS, ROLES, type Tier } from '../../../api/auth/principal.js';
import type { Matrix } from './observe.js';
import { RELATIONS } from './callers.js';
import { readSheet } from './sheet.js';

interface Column {
  readonly short: string;
  readonly who: string;
  readonly words: string;
}

const SHORT_TIERS: Partial<Record<Tier, string>> = { NATIONAL: 'n', PROVINCE: 'p', REGENCY: 'r' };

/** Everybody who has a token, short enough for the head of a table. */
const COLUMNS: readonly Column[] = [
  ...ROLES.flatMap((role): Column[] => {
    const tiers: readonly Tier[] = ROLE_TIERS[role];
    const initials = role
      .split('_')
      .map((word) => word.charAt(0).toUpperCase())
      .join('');
    const short = role.includes('_') ? initials : role.charAt(0).toUpperCase() + role.slice(1, 3);
    return tiers.map((tier) => ({
      short: tiers.length === 1 ? short : `${short}·${SHORT_TIERS[tier] ?? tier}`,
      who: tiers.length === 1 ? role : `${role}@${tier}`,
      words: tiers.length === 1 ? role : `${role} on ${tier}`,
    }));
  }),
  { short: 'none', who: 'no role@REGENCY', words: 'an officer without a role' },
  { short: 'desk', who: 'citizen desk', words: 'a citizen through a desk' },
  ...['BANK for PAYEE_VERIFICATION', 'HOSPITAL for HEALTH_COVERAGE_CHECK'].map(partner),
  partner('UNIVERSITY for STUDENT_AID_SCREENING'),
];

function partner(who: string): Column {
  const [kind = ''] = who.split(' ');
  return { short: kind.slice(0, 4).toLowerCase(), who, words: who };
}

/** The matrix in short, for people: what each kind of caller gets in the own area. R = read or done. */
export function renderMatrix({ fields, changes, doors }: Matrix): string {
  const legend = COLUMNS.map(({ short, words }) => `${short} = ${words}`).join('; ');
  const seen = readSheet(doors);
  return [
    `_${legend}._`,
    '',
    'Who reads which fields, in the own area (`fields.csv`); fields that everybody reads (the catalogs) are left out:',
    '',
    ...table('fields', groups(fields)),
    '',
    'Who makes which change, in the own area (`changes.csv`):',
    '',
    ...table('change', groups(changes)),
    '',
    'From where: a household looked up by its id (`doors.csv`), by a caller whose territory is the own area of the tier, one too wide for the tier, a neighbour, one too narrow for it, another province, or no area. R found, - not there, x refused, . no such caller.',
    '',
    `| who | ${RELATIONS.join(' | ')} |`,
    `| - | ${RELATIONS.map(() => '-').join(' | ')} |`,
    ...COLUMNS.map(({ words, who }) => {
      const letters = RELATIONS.map((relation) => seen('lookup by id: household', who, relation));
      return `| ${words} | ${letters.join(' | ')} |`;
    }),
  ].join('\n');
}

function table(head: string, rows: ReadonlyMap<string, readonly string[]>): string[] {
  return [
    `| ${[head, ...COLUMNS.map(({ short }) => short)].join(' | ')} |`,
    `| ${['-', ...COLUMNS.map(() => ':-:')].join(' | ')} |`,
    ...[...rows].map(([pattern, names]) => `| ${named(names)} | ${[...pattern].join(' | ')} |`),
  ];
}

/** Things that the same callers get, by what each caller gets in the own area. */
function groups(text: string): Map<string, string[]> {
  const sheet = readSheet(text);
  const rows = new Map<string, string[]>();
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const what = line.startsWith('"') ? line.slice(1, line.indexOf('"', 1)) : line.split(',')[0]!;
    if (line.endsWith(',everybody,R')) continue;
    const pattern = COLUMNS.map(({ who }) => (sheet(what, who, 'own') === 'R' ? 'R' : ' ')).join(
      '',
    );
    const names = rows.get(pattern) ?? [];
    if (!names.includes(what)) rows.set(pattern, [...names, what]);
  }
  return new Map([...rows].filter(([pattern]) => pattern.trim() !== ''));
}

/** "Person.name", "Person.sex" as "Person: name, sex". */
function named(names: readonly string[]): string {
  const types = new Map<string, string[]>();
  for (const name of names) {
    const [type = '', field] = name.split('.');
    types.set(type, [...(types.get(type) ?? []), ...(field === undefined ? [] : [field])]);
  }
  return [...types]
    .map(([type, fields]) => (fields.length === 0 ? type : `**${type}** ${fields.join(', ')}`))
    .join('; ');
}
