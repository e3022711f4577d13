import { RELATIONS, type Relation } from './callers.js';
import type { Letter } from './letters.js';

/** What was observed: of each thing, for each caller, from each place. */
export type Sheet = Map<string, Map<string, Map<Relation, Letter>>>;

/** Notes what one caller got from one place. */
export function note(
  sheet: Sheet,
  who: string,
  relation: Relation,
  letters: ReadonlyMap<string, Letter>,
): void {
  for (const [what, letter] of letters) {
    const callers = sheet.get(what) ?? new Map<string, Map<Relation, Letter>>();
    const places = callers.get(who) ?? new Map<Relation, Letter>();
    places.set(relation, letter);
    callers.set(who, places);
    sheet.set(what, callers);
  }
}

/** The six letters of a caller, in the order of the relations. */
function lettersOf(places: ReadonlyMap<Relation, Letter>): string {
  return RELATIONS.map((relation) => places.get(relation) ?? '.').join('');
}

const HEAD = 'what,who,letters';

/**
 * A sheet as text: a line for each thing and caller, so that a changed permission is a changed line. A thing that all
 * callers get alike has one line. Whoever gets `silent` from everywhere has none.
 */
export function writeSheet(sheet: Sheet, silent: Letter = 'x'): string {
  const lines = [...sheet].flatMap(([what, callers]) => {
    const all = new Set([...callers.values()].flatMap((places) => [...places.values()]));
    const [only] = all;
    if (all.size === 1) return [`${quoted(what)},everybody,${only}`];
    return [...callers]
      .map(([who, places]): [string, string] => [who, lettersOf(places)])
      .filter(([, letters]) => letters.replaceAll('.', '').replaceAll(silent, '') !== '')
      .map(([who, letters]) => `${quoted(what)},${who},${letters}`);
  });
  return [HEAD, ...lines, ''].join('\n');
}

/** Reads what {@link writeSheet} wrote: the letters of a thing for a caller. */
export function readSheet(
  text: string,
  silent: Letter = 'x',
): (what: string, who: string, relation: Relation) => Letter {
  const lines = new Map<string, string>();
  for (const line of text.trimEnd().split('\n').slice(1)) {
    const cells = /^(?:"([^"]*)"|([^,]*)),([^,]*),([^,]*)$/.exec(line);
    if (cells === null) throw new Error(`The matrix cannot be read: ${line}`);
    const [, quotedWhat, plainWhat, who, letters] = cells;
    lines.set(`${quotedWhat ?? plainWhat}|${who}`, letters!);
  }
  return (what, who, relation) => {
    const same = lines.get(`${what}|everybody`);
    if (same !== undefined) return same as Letter;
    const letters = lines.get(`${what}|${who}`);
    return (letters?.[RELATIONS.indexOf(relation)] ?? silent) as Letter;
  };
}

/**
 * A sheet of who is let through, from the own place: callers that are let through alike stand once, and below them what
 * they are let through to. A changed permission moves a line to another list, or makes one.
 */
export function writeLists(sheet: Sheet): string {
  const lists = new Map<string, string[]>();
  for (const [what, callers] of sheet) {
    const through = [...callers].filter(([, places]) => places.get('own') === 'R');
    const names = through.length === callers.size ? ['everybody'] : through.map(([who]) => who);
    const key = names.map((who) => `who,${who}`).join('\n') || 'who,nobody';
    lists.set(key, [...(lists.get(key) ?? []), `what,${what}`]);
  }
  return [...lists].map(([who, what]) => `${who}\n${what.join('\n')}\n`).join('\n');
}

/** Reads what {@link writeLists} wrote: whether a caller is let through; undefined = the thing is not in the lists. */
export function readLists(text: string): (what: string, who: string) => boolean | undefined {
  const lists = new Map<string, Set<string>>();
  for (const list of text.trimEnd().split('\n\n')) {
    const lines = list.split('\n').map((line) => line.split(','));
    const who = new Set(lines.filter(([kind]) => kind === 'who').map(([, name]) => name!));
    for (const [kind, what] of lines) if (kind === 'what') lists.set(what!, who);
  }
  return (what, who) => {
    const list = lists.get(what);
    return list === undefined ? undefined : list.has('everybody') || list.has(who);
  };
}

function quoted(what: string): string {
  return what.includes(',') ? `"${what}"` : what;
}
