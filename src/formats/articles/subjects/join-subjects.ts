import { fold } from '../../../graph/text/fold.js';
import { keysOf, tokensOf } from '../../input/tokens.js';
import type { TableName } from '../../tables/names/join-names.js';
import type { SubjectNames } from './subject-names.js';

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
