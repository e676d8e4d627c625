import { fold } from '../../../graph/text/fold.js';
import { keysOf, tokensOf } from '../../input/tokens.js';
import type { SubjectNames } from './subject-names.js';

/** A name in the head of a table, and its other spellings in heads of tables. */
export interface TableName {
  readonly name: string;
  readonly spellings: readonly string[];
}

const gloss = /^(.*[^\s(（])\s*[(（][^()（）]*[)）]$/su;

/** A name without an explanation in parentheses at its end. */
export function withoutGloss(name: string): string {
  return gloss.exec(name)?.[1] ?? name;
}

/** The folded explanation in parentheses at the end of a name, as the only item; empty if the name has none. */
function glossOf(name: string): readonly string[] {
  const bare = withoutGloss(name);
  return bare === name ? [] : [fold(name.slice(bare.length))];
}

/** Letters of other scripts that look like Latin letters. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  [...'аАВсСеЕНіІјЈКМоОрРѕЅТхХуУ'].map((letter, index) => [
    letter,
    [...'aABcCeEHiIjJKMoOpPsSTxXyY'][index] ?? letter,
  ]),
);

/** The letters, digits, plus signs and hashes of a name in lower case; Latin letters replace lookalikes. */
export function spellingKey(name: string): string {
  const letters = [...name.normalize('NFKC')].map((letter) => lookalikes.get(letter) ?? letter).join('');
  return letters.toLowerCase().replace(/[^\p{L}\p{N}+#]/gu, '');
}

/** The heads of the subjects and the dimensions of a table. */
export interface TableHeads {
  readonly subjects: readonly string[];
  readonly dimensions: readonly string[];
}

/**
 * Joins the heads of the tables of a document that name the same subjects: `Moment.js` and `Moment`, `Day.js` and `Dayjs`,
 * `Oak (2.0)` and `Oak`. Heads of one table with different spelling keys are different names, and so are such heads of tables with a
 * common dimension: if they were joined, one cell would have the values of several subjects. A name keeps its explanation in parentheses if heads with other explanations have the same name.
 */
export function joinNames(tables: readonly TableHeads[]): readonly TableName[] {
  const heads = tables.flatMap(({ subjects }) => subjects);
  const together = joinedTables(tables);
  const glosses = new Map<string, Set<string>>();
  for (const head of heads) {
    const key = spellingKey(withoutGloss(head));
    const full = spellingKey(head);
    glosses.set(key, (glosses.get(key) ?? new Set()).add(full));
  }
  const isOneName = (bare: string): boolean =>
    [...(glosses.get(bare) ?? [])].filter((full) => full !== bare).length <= 1;
  const ambiguous = new Set(
    together.flatMap((names) => {
      const keys = names.map((head) => spellingKey(withoutGloss(head)));
      return keys.filter((key, index) => keys.indexOf(key) !== index);
    }),
  );
  // Explanations that distinguish two heads of one table are parts of names in all tables.
  const distinguishing = new Set(
    heads.flatMap((head) => (ambiguous.has(spellingKey(withoutGloss(head))) ? glossOf(head) : [])),
  );
  const keyOf = (head: string): string => {
    const bare = spellingKey(withoutGloss(head));
    if (bare === '') return fold(head);
    const isExplained = glossOf(head).every((text) => !distinguishing.has(text));
    return isOneName(bare) && isExplained ? bare : spellingKey(head) || fold(head);
  };
  const suffix = /js$/u;
  const keySets = together.map((names) => new Set(names.map(keyOf)));
  const keys = new Set(heads.map(keyOf));
  // Two tables with the same other subjects name one subject with the suffix and without it.
  const isNamedWithoutSuffix = (key: string): boolean =>
    keySets.some((some) =>
      keySets.some((others) => {
        if (!some.has(key) || some.has(key.replace(suffix, '')) || !others.has(key.replace(suffix, '')))
          return false;
        const [fewer, more] = some.size <= others.size ? [some, others] : [others, some];
        const own = fewer === some ? key : key.replace(suffix, '');
        return [...fewer].every(
          (each) => each === own || more.has(each) || suffix.test(each) || more.has(`${each}js`),
        );
      }),
    );
  const separate = new Set([...keys].filter((key) => suffix.test(key) && !isNamedWithoutSuffix(key)));
  const finalKeyOf = (head: string): string => {
    const key = keyOf(head);
    const short = key.replace(suffix, '');
    return suffix.test(key) &&
      /\bjs$|\.js$/iu.test(withoutGloss(head)) &&
      keys.has(short) &&
      !separate.has(key)
      ? short
      : key;
  };
  const names = new Map<string, { name: string; spellings: string[] }>();
  for (const head of heads) {
    const key = finalKeyOf(head);
    const isBare = key !== spellingKey(head);
    const existing = names.get(key);
    if (!existing) names.set(key, { name: isBare ? withoutGloss(head) : head, spellings: [head] });
    else if (!existing.spellings.includes(head)) existing.spellings.push(head);
  }
  return [...names.values()];
}

/** The distinct subjects of each table, and of tables with a common dimension together. */
function joinedTables(tables: readonly TableHeads[]): readonly (readonly string[])[] {
  const parents = tables.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parents[root] !== root) {
      parents[root] = parents[parents[root] ?? root] ?? root;
      root = parents[root] ?? root;
    }
    return root;
  };
  const firsts = new Map<string, number>();
  tables.forEach(({ dimensions }, index) => {
    for (const key of dimensions.map(spellingKey)) {
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, index);
      else parents[rootOf(index)] = rootOf(first);
    }
  });
  const joined = new Map<number, Map<string, string>>();
  tables.forEach(({ subjects }, index) => {
    const root = rootOf(index);
    const names = joined.get(root) ?? new Map<string, string>();
    joined.set(root, names);
    for (const name of subjects) names.set(spellingKey(name) || fold(name), name);
  });
  return [...joined.values()].map((names) => [...names.values()]);
}

/** A subject of a document: its name, its other names, and the heads of tables that name it. */
export interface NamedSubject {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly heads: readonly string[];
}

/**
 * Joins the subjects that titles, headings and prose name with the subjects of tables. A head and a name are one subject if the
 * head names the subject (see `SubjectNames.exactly`) or is the start of the name (see `isShortened`). If no head does, each
 * head belongs to the subject whose name it contains, provided that each head contains exactly one of the names and each name is in exactly one head.
 * @param keeps whether a name is a subject although no table has it; not called if there are no table names
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

/** By table name, the index of the subject that it names; null if it names none. Each subject has at most one table name. */
function ownersOf(named: SubjectNames, tableNames: readonly TableName[]): readonly (number | null)[] {
  const exact = tableNames.map(
    ({ name, spellings }) =>
      [name, ...spellings].map((each) => named.exactly(each)).find((subject) => subject !== null) ?? null,
  );
  const owners = uniqueOwners(exact, named, tableNames);
  const isOpen = (subject: number): boolean => !owners.includes(subject);
  const shortened = tableNames.map(({ name }, at) => {
    const full = named.subjects.flatMap((subject, index) =>
      isShortened(name, subject.name, named) ? [index] : [],
    );
    const [only, another] = full.filter(isOpen);
    return owners[at] === null && another === undefined ? (only ?? null) : null;
  });
  const completed = owners.map((owner, at) => owner ?? shortened[at] ?? null);
  if (completed.some((owner) => owner !== null) || tableNames.length !== named.count)
    return uniqueOwners(completed, named, tableNames);
  const mentioned = tableNames.map(({ name }) => named.namedIn(name));
  const isPaired =
    mentioned.every(({ length }) => length === 1) && new Set(mentioned.flat()).size === named.count;
  return isPaired ? mentioned.map(([owner]) => owner ?? null) : completed;
}

/** Keeps one table name for each subject: the one that is equal to the name of the subject, otherwise the first. */
function uniqueOwners(
  owners: readonly (number | null)[],
  named: SubjectNames,
  tableNames: readonly TableName[],
): readonly (number | null)[] {
  return owners.map((owner, at) => {
    if (owner === null) return null;
    const same = owners.flatMap((other, index) => (other === owner ? [index] : []));
    const equal = same.find((index) => fold(tableNames[index]?.name ?? '') === fold(named.nameOf(owner)));
    return (equal ?? same[0]) === at ? owner : null;
  });
}

/** Whether a head is the start of a name, and each further word of the name is in lower case or the last word of all subjects' names. */
function isShortened(head: string, name: string, named: SubjectNames): boolean {
  const [short, full] = [keysOf(head), tokensOf(name)];
  if (short.length === 0 || short.length >= full.length) return false;
  if (!short.every((key, at) => key === full[at]?.key)) return false;
  return full
    .slice(short.length)
    .every(
      ({ key, text }) =>
        /^\p{Ll}/u.test(text) || named.subjects.every((subject) => keysOf(subject.name).at(-1) === key),
    );
}
