import { fold } from '../../../graph/text/fold.js';
import { spellingKey, withoutGloss } from './spelling-key.js';

/** A name in the head of a table, and its other spellings in heads of tables. */
export interface TableName {
  readonly name: string;
  readonly spellings: readonly string[];
}

/** The heads of the subjects and the dimensions of a table. */
export interface TableHeads {
  readonly subjects: readonly string[];
  readonly dimensions: readonly string[];
}

/**
 * Joins the heads of the tables of a document that name the same subjects: `Moment.js` and `Moment`, `Day.js` and `Dayjs`,
 * `Oak (2.0)` and `Oak`. Heads of one table that differ in punctuation, such as `md-toc` and `md_toc`, are different names in all tables. Heads of one table with different spelling keys are different names, and so are such heads of tables with a
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
  const contrasted = contrastedKeys(tables);
  const keyOf = (head: string): string => {
    const bare = spellingKey(withoutGloss(head));
    if (bare === '' || contrasted.has(spellingKey(head))) return fold(head);
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

/** The spelling keys of heads of one table that differ in punctuation only. */
function contrastedKeys(tables: readonly TableHeads[]): ReadonlySet<string> {
  return new Set(
    tables.flatMap(({ subjects }) => {
      const keys = [...new Set(subjects.map(fold))].map(spellingKey);
      return keys.filter((key, index) => keys.indexOf(key) !== index);
    }),
  );
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

/** The folded explanation in parentheses at the end of a name, as the only item; empty if the name has none. */
function glossOf(name: string): readonly string[] {
  const bare = withoutGloss(name);
  return bare === name ? [] : [fold(name.slice(bare.length))];
}
