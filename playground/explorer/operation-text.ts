import { type DocumentNode, Kind, type OperationDefinitionNode, parse, print } from 'graphql';

/** Parses the operations of a text. Null if the text has a syntax error; empty if it has no operation, or only comments. */
export function operationsIn(text: string): readonly OperationDefinitionNode[] | null {
  const document = documentOf(text);
  return (
    document?.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION) ??
    (hasOnlyComments(text) ? [] : null)
  );
}

/** Parses a document. Null if the text has a syntax error, or no definitions. */
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
