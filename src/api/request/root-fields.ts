import {
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/**
 * Lists the root fields of an operation, including fields of fragments and fields that @skip or @include exclude.
 * @param visited the names of visited fragments. Each fragment is visited once: otherwise the time is exponential in the length of a chain of
 *   fragments that each spread the next fragment twice
 */
export function rootFields(
  document: DocumentNode,
  { selections }: SelectionSetNode,
  visited = new Set<string>(),
): readonly FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    if (selection.kind === Kind.INLINE_FRAGMENT) return rootFields(document, selection.selectionSet, visited);
    const name = selection.name.value;
    if (visited.has(name)) return [];
    visited.add(name);
    const fragment = document.definitions.find(
      (definition): definition is FragmentDefinitionNode =>
        definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name,
    );
    return fragment ? rootFields(document, fragment.selectionSet, visited) : [];
  });
}
