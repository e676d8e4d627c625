import { fold } from '../../../graph/text/fold.js';
import type { SubjectNames } from './subject-names.js';

/** A name in the head of a table, and the other ways in which heads of tables write it. */
export interface TableName {
  readonly name: string;
  readonly spellings: readonly string[];
}

const gloss = /^(.*[^\s(（])\s*[(（][^()（）]*[)）]$/su;

/** A name without an explanation in parentheses at its end. */
export function withoutGloss(name: string): string {
  return gloss.exec(name)?.[1] ?? name;
}

/** Letters of other scripts that look like Latin letters. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  [...'аАВсСеЕНіІјЈКМоОрРѕЅТхХуУ'].map((letter, index) => [
    letter,
    [...'aABcCeEHiIjJKMoOpPsSTxXyY'][index] ?? letter,
  ]),
);

/** The letters and digits of a name, without case, spaces and punctuation. */
export function spellingKey(name: string): string {
  const letters = [...name.normalize('NFKC')].map((letter) => lookalikes.get(letter) ?? letter).join('');
  return letters.toLowerCase().replace(/[^\p{L}\p{N}+#]/gu, '');
}

/**
 * Joins the heads of the tables of a document that name the same subjects: `Moment.js` and `Moment`, `Day.js` and `Dayjs`,
 * `Oak (2.0)` and `Oak`. Two heads of one table are always two names. A name keeps its explanation in parentheses if heads with
 * other explanations have the same name.
 * @param tables the heads of each table
 */
export function joinNames(tables: readonly (readonly string[])[]): readonly TableName[] {
  const glosses = new Map<string, Set<string>>();
  for (const head of tables.flat()) {
    const key = spellingKey(withoutGloss(head));
    const full = spellingKey(head);
    glosses.set(key, (glosses.get(key) ?? new Set()).add(full));
  }
  const isOneName = (bare: string): boolean =>
    [...(glosses.get(bare) ?? [])].filter((full) => full !== bare).length <= 1;
  const together = new Set(
    tables.flatMap((heads) => {
      const keys = heads.map((head) => spellingKey(withoutGloss(head)));
      return keys.filter((key, index) => keys.indexOf(key) !== index);
    }),
  );
  const keyOf = (head: string): string => {
    const bare = spellingKey(withoutGloss(head));
    if (bare === '') return fold(head);
    return isOneName(bare) && !together.has(bare) ? bare : spellingKey(head) || fold(head);
  };
  const suffix = /js$/u;
  const keys = new Set(tables.flat().map(keyOf));
  const apart = new Set(
    tables.flatMap((heads) => {
      const ofTable = new Set(heads.map(keyOf));
      return [...ofTable].filter((key) => suffix.test(key) && ofTable.has(key.replace(suffix, '')));
    }),
  );
  const finalKeyOf = (head: string): string => {
    const key = keyOf(head);
    const short = key.replace(suffix, '');
    return suffix.test(key) && /\bjs$|\.js$/iu.test(withoutGloss(head)) && keys.has(short) && !apart.has(key)
      ? short
      : key;
  };
  const names = new Map<string, { name: string; spellings: string[] }>();
  for (const head of tables.flat()) {
    const key = finalKeyOf(head);
    const isBare = key !== spellingKey(head);
    const existing = names.get(key);
    if (!existing) names.set(key, { name: isBare ? withoutGloss(head) : head, spellings: [head] });
    else if (!existing.spellings.includes(head)) existing.spellings.push(head);
  }
  return [...names.values()];
}

/** A subject of a document: its name, its other names, and the heads of tables that name it. */
export interface NamedSubject {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly heads: readonly string[];
}

/**
 * Joins the subjects that titles, headings and prose name with the subjects of tables. A head is the same subject as a name only if
 * the name is the complete head, or if each head contains exactly one of the names, and each name is in exactly one head.
 * @param keeps whether a name that no table has is a subject nevertheless
 */
export function joinSubjects(
  named: SubjectNames,
  tableNames: readonly TableName[],
  keeps: (name: string) => boolean,
): readonly NamedSubject[] {
  const owners = ownersOf(named, tableNames);
  const joined = named.subjects.flatMap(({ name, aliases }, index): readonly NamedSubject[] => {
    const own = tableNames.filter((_, at) => owners[at] === index);
    if (own.length === 0 && tableNames.length > 0 && ![name, ...aliases].some(keeps)) return [];
    const heads = own.flatMap(({ spellings }) => spellings);
    const others = own.map((each) => each.name).filter((each) => fold(each) !== fold(name));
    return [{ name, aliases: [...new Set([...aliases, ...others])], heads }];
  });
  const further = tableNames
    .filter((_, at) => owners[at] === null)
    .map(({ name, spellings }): NamedSubject => ({ name, aliases: [], heads: spellings }));
  return [...joined, ...further];
}

/** By table name, the index of the subject that it names; null if it names none of them. */
function ownersOf(named: SubjectNames, tableNames: readonly TableName[]): readonly (number | null)[] {
  const exact = tableNames.map(({ name, spellings }) => {
    const found =
      [name, ...spellings].map((each) => named.exactly(each)).find((subject) => subject !== null) ?? null;
    return found;
  });
  if (
    new Set(exact.filter((owner) => owner !== null)).size === exact.filter((owner) => owner !== null).length
  ) {
    if (exact.some((owner) => owner !== null) || tableNames.length !== named.count) return exact;
  }
  const mentioned = tableNames.map(({ name }) => named.namedIn(name));
  const isPaired =
    tableNames.length === named.count &&
    mentioned.every(({ length }) => length === 1) &&
    new Set(mentioned.flat()).size === named.count;
  if (isPaired) return mentioned.map(([owner]) => owner ?? null);
  // Two heads of one name are two subjects, unless one of them is the name itself.
  return exact.map((owner, at) => {
    if (owner === null) return null;
    const same = exact.flatMap((other, index) => (other === owner ? [index] : []));
    if (same.length === 1) return owner;
    const subject = named.subjects[owner];
    const best = same.find((index) => fold(tableNames[index]?.name ?? '') === fold(subject?.name ?? ''));
    return (best ?? same[0]) === at ? owner : null;
  });
}
