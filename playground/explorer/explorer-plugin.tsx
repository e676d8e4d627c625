import {
  type GraphiQLPlugin,
  useGraphiQL,
  useOperationsEditorState,
  useOptimisticState,
} from '@graphiql/react';
import {
  type GraphQLObjectType,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  OperationTypeNode,
  type SelectionNode,
} from 'graphql';
import { useId } from 'react';

import { appendOperation, operationsIn, replaceOperation } from './operation-text.js';
import { SelectionTree } from './selection-tree.js';

/** The pane that builds operations with check boxes and inputs instead of text. */
export const EXPLORER_PLUGIN: GraphiQLPlugin = {
  title: 'Explorer',
  icon: ExplorerIcon,
  content: ExplorerPane,
};

function ExplorerPane() {
  const headingId = useId();
  const schema = useGraphiQL((state) => state.schema);
  const [text, setText] = useOptimisticState(useOperationsEditorState());
  const operations = operationsIn(text);
  return (
    <section className="explorer" aria-labelledby={headingId}>
      <h2 id={headingId}>Explorer</h2>
      {!schema && <p>The schema is not loaded.</p>}
      {operations === null && (
        <p role="status">The query has a syntax error. The explorer needs a valid query.</p>
      )}
      {schema &&
        operations &&
        (operations.length === 0 ? [null] : operations).map((operation, index) => (
          // The key is the index: operations may have no name, and the first field keeps the focus when its operation is created.
          <OperationTree
            key={index}
            schema={schema}
            operation={operation}
            onChange={(selections) => setText(withSelections(text, operation, selections))}
          />
        ))}
    </section>
  );
}

interface OperationTreeProps {
  readonly schema: GraphQLSchema;
  /** Null for a query that does not exist yet. */
  readonly operation: OperationDefinitionNode | null;
  readonly onChange: (selections: readonly SelectionNode[]) => void;
}

function OperationTree({ schema, operation, onChange }: OperationTreeProps) {
  const kind = operation?.operation ?? OperationTypeNode.QUERY;
  const type: GraphQLObjectType | null | undefined = schema.getRootType(kind);
  if (!type) return null;
  return (
    <section>
      <h3>
        {kind} {operation?.name?.value}
      </h3>
      <SelectionTree
        schema={schema}
        type={type}
        selections={operation?.selectionSet.selections ?? []}
        depth={0}
        onChange={onChange}
      />
    </section>
  );
}

function withSelections(
  text: string,
  operation: OperationDefinitionNode | null,
  selections: readonly SelectionNode[],
): string {
  const selectionSet = { kind: Kind.SELECTION_SET, selections } as const;
  return operation
    ? replaceOperation(text, operation, { ...operation, selectionSet })
    : appendOperation(text, {
        kind: Kind.OPERATION_DEFINITION,
        operation: OperationTypeNode.QUERY,
        selectionSet,
      });
}

function ExplorerIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 5h6v5H4zM14 9h6v4h-6zM14 16h6v4h-6zM7 10v8.5h7M7 11h7" strokeLinejoin="round" />
    </svg>
  );
}
