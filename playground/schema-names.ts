import { Kind, parse, visit, type DocumentNode, type NameNode, type SelectionSetNode } from 'graphql';

import { serverUrl } from './server-url.js';

/** The prefixes of types and of root fields, and the names that have no prefix; null if no name has a prefix. */
export type SchemaNaming = {
  /** The prefix of types, such as `Tertium`. */
  readonly types: string;
  /** The prefix of root fields, such as `tertium`. */
  readonly rootFields: string;
  readonly keep: readonly string[];
} | null;

let naming: SchemaNaming = null;

/** Sets the prefixes that the server gives to types and root fields. */
export function setSchemaNaming(value: SchemaNaming): void {
  naming = value;
}

/**
 * Loads the prefixes that the server gives to types and root fields. Must be called before the examples are loaded. If the server cannot
 * be reached or has no such file, the names do not change.
 */
export async function loadSchemaNaming(): Promise<void> {
  try {
    const response = await fetch(serverUrl('playground/names.json'));
    if (response.ok) setSchemaNaming((await response.json()) as SchemaNaming);
  } catch {
    // GraphiQL reports that the server cannot be reached when it loads the schema.
  }
}

/** Returns the canonical name of a root field, by its served name: `compare` for `tertiumCompare`. */
export function rootFieldOf(served: string): string {
  if (!naming || !served.startsWith(naming.rootFields) || naming.keep.includes(served)) return served;
  const name = served.slice(naming.rootFields.length);
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** Replaces the canonical names in an operation by the served names. Keeps the layout and the comments. */
export function inServedNames(text: string): string {
  if (!naming) return text;
  const document = parse(text);
  const edits: { readonly start: number; readonly end: number; readonly name: string }[] = [];
  const rename = ({ value, loc }: NameNode, served: (name: string) => string): void => {
    if (loc) edits.push({ start: loc.start, end: loc.end, name: served(value) });
  };
  visit(document, { NamedType: ({ name }) => rename(name, servedType) });
  for (const name of rootFieldNames(document)) rename(name, servedRootField);
  return edits
    .sort((left, right) => right.start - left.start)
    .reduce((result, { start, end, name }) => result.slice(0, start) + name + result.slice(end), text);
}

/** Types that have no prefix, because all subgraphs share them or GraphQL defines them. */
const sharedTypes: ReadonlySet<string> = new Set([
  'Boolean',
  'Float',
  'ID',
  'Int',
  'Mutation',
  'PageInfo',
  'Query',
  'String',
]);

function servedType(name: string): string {
  if (!naming || name.startsWith('_') || sharedTypes.has(name) || naming.keep.includes(name)) return name;
  return naming.types + name;
}

function servedRootField(name: string): string {
  if (!naming || name.startsWith('_') || naming.keep.includes(name)) return name;
  return naming.rootFields + name.charAt(0).toUpperCase() + name.slice(1);
}

/** Lists the names of the root fields of all operations, including those in fragments. */
function rootFieldNames({ definitions }: DocumentNode): readonly NameNode[] {
  const fragments = new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each]] : [])),
  );
  const visited = new Set<string>();
  const namesIn = ({ selections }: SelectionSetNode): readonly NameNode[] =>
    selections.flatMap((selection) => {
      if (selection.kind === Kind.FIELD) return [selection.name];
      if (selection.kind === Kind.INLINE_FRAGMENT) return namesIn(selection.selectionSet);
      const fragment = visited.has(selection.name.value) ? undefined : fragments.get(selection.name.value);
      visited.add(selection.name.value);
      return fragment ? namesIn(fragment.selectionSet) : [];
    });
  return definitions.flatMap((each) =>
    each.kind === Kind.OPERATION_DEFINITION ? namesIn(each.selectionSet) : [],
  );
}
