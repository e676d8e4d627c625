import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print } from 'graphql';

/** The operations of a text; null if the text is not a valid document. A text without definitions has no operations. */
export function operationsIn(text: string): readonly OperationDefinitionNode[] | null {
  const document = documentOf(text);
  return (
    document?.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION) ??
    (hasOnlyComments(text) ? [] : null)
  );
}

/** The parsed document; null if the text is not a valid document. */
export function documentOf(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function hasOnlyComments(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#|$)/.test(line));
}

/** Replaces one operation of a text. The text before and after the operation is unchanged, including comments. */
export function replaceOperation(
  text: string,
  { loc }: OperationDefinitionNode,
  replacement: OperationDefinitionNode,
): string {
  if (!loc)
    throw new Error('Expected an operation with a location, got one that was not parsed from a text.');
  return text.slice(0, loc.start) + print(replacement) + text.slice(loc.end);
}

/** Appends an operation to a text. */
export function appendOperation(text: string, operation: OperationDefinitionNode): string {
  const before = text.trimEnd();
  return (before === '' ? '' : `${before}\n\n`) + print(operation);
}
