import type { DocumentNode, OperationDefinitionNode } from 'graphql';

/** An operation of a parsed and validated document. */
export interface ValidOperation {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
}
