/** The members of a claim or a concept, by name. */
export type Members = Readonly<Record<string, unknown>>;

/**
 * The values that imports state for the members that edits have set. Undefined: no member differs from the imports. Null: an edit added the
 * claim or concept, and imports did not state it at that time.
 */
export type Stated = Members | null | undefined;

/** Parses the column `stated`. */
export function readStated(text: string | null): Stated {
  return text === null ? undefined : (JSON.parse(text) as Members | null);
}

/** Prints the column `stated`. */
export function writeStated(stated: Stated): string | null {
  return stated === undefined ? null : JSON.stringify(stated);
}

function isEqual(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null, withSortedMembers) === JSON.stringify(other ?? null, withSortedMembers);
}

function withSortedMembers(_name: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}

const isEmpty = (member: unknown): boolean =>
  member === null || member === undefined || (Array.isArray(member) && member.length === 0);

export interface MergedImport {
  /** The members after the import: the members that edits have set, and otherwise the imported members. */
  readonly members: Members;
  /** The names of the members for which the import states another value than an edit has set. The value of the edit stays. */
  readonly kept: readonly string[];
  /** The names in `kept` for which the import now states another value than it stated before. */
  readonly restated: readonly string[];
}

/**
 * Merges an import into a claim or concept that edits have changed: members that edits have set stay. In a claim or
 * concept that an edit added, all members except empty ones count as set.
 */
export function mergeImport(current: Members, imported: Members, stated: Members | null): MergedImport {
  const members: Record<string, unknown> = { ...imported };
  const kept: string[] = [];
  const restated: string[] = [];
  for (const name of Object.keys({ ...imported, ...current })) {
    const isOfEdit = stated === null ? !isEmpty(current[name]) : name in stated;
    if (!isOfEdit) continue;
    members[name] = current[name];
    if (isEqual(current[name], imported[name])) continue;
    kept.push(name);
    if (stated !== null && !isEqual(stated[name], imported[name])) restated.push(name);
  }
  return { members, kept, restated };
}

/** Computes `stated` after an edit. A member that the edit sets back to the imported value does not count as set by an edit. */
export function statedAfterEdit(current: Members, edited: Members, stated: Stated): Stated {
  if (stated === null) return null;
  const after: Record<string, unknown> = {};
  for (const name of Object.keys({ ...edited, ...current })) {
    const source = stated && name in stated ? stated[name] : current[name];
    if (!isEqual(edited[name], source)) after[name] = source ?? null;
  }
  return Object.keys(after).length === 0 ? undefined : after;
}

/**
 * Computes `stated` after the publication of a changeset from an import. Members that the changeset sets to another value no longer count
 * as set by edits.
 */
export function statedAfterPublishedImport(current: Members, imported: Members, stated: Stated): Stated {
  if (!stated) return stated;
  const after = Object.entries(stated).filter(([name]) => isEqual(current[name], imported[name]));
  return after.length === 0 ? undefined : Object.fromEntries(after);
}
