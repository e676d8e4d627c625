import {
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
  type InlineFragmentNode,
  isAbstractType,
  isCompositeType,
  isRequiredArgument,
  Kind,
  type SelectionNode,
  type ValueNode,
} from 'graphql';
import { useState } from 'react';

import { ExpandButton } from './expand-button.js';
import { added, fieldsOf, isTypename, newCondition, newField, removed, replaced } from './selections.js';
import { InputRow } from './value-input.js';

type Field = GraphQLField<unknown, unknown>;

interface SelectionTreeProps {
  readonly schema: GraphQLSchema;
  readonly type: GraphQLCompositeType;
  readonly selections: readonly SelectionNode[];
  /** 0 for the fields of an operation. */
  readonly depth: number;
  readonly onChange: (selections: readonly SelectionNode[]) => void;
}

/** Lists the fields of a type, each with a check box. A selected and expanded field has its arguments and the fields of its type below it. */
export function SelectionTree({ schema, type, selections, depth, onChange }: SelectionTreeProps) {
  const conditions = isAbstractType(type) ? schema.getPossibleTypes(type) : [];
  const nodesOf = (name: string): readonly FieldNode[] =>
    selections.filter((each) => each.kind === Kind.FIELD).filter((each) => each.name.value === name);
  const rowProps = { schema, selections, depth, onChange };
  return (
    <ul className="explorer-fields">
      {selections.map((selection, index) =>
        selection.kind === Kind.FRAGMENT_SPREAD ? (
          <li key={index}>
            <code>…{selection.name.value}</code>
          </li>
        ) : (
          isTypename(selection) && (
            <li key={index}>
              <label>
                <input type="checkbox" checked onChange={() => onChange(removed(selections, selection))} />
                __typename
              </label>
            </li>
          )
        ),
      )}
      {fieldsOf(type).flatMap((field) => {
        const nodes = nodesOf(field.name);
        return (nodes.length === 0 ? [null] : nodes).map((node, index) => (
          <FieldRow key={`${field.name} ${index}`} field={field} node={node} {...rowProps} />
        ));
      })}
      {conditions.map((condition) => (
        <ConditionRow
          key={condition.name}
          type={condition}
          node={conditionOn(condition.name, selections)}
          {...rowProps}
        />
      ))}
    </ul>
  );
}

function conditionOn(name: string, selections: readonly SelectionNode[]): InlineFragmentNode | null {
  const conditions = selections.filter((each) => each.kind === Kind.INLINE_FRAGMENT);
  return conditions.find((each) => each.typeCondition?.name.value === name) ?? null;
}

type RowProps = Omit<SelectionTreeProps, 'type'>;

function FieldRow({
  field,
  node,
  schema,
  selections,
  depth,
  onChange,
}: RowProps & { readonly field: Field; readonly node: FieldNode | null }) {
  const [isExpanded, setIsExpanded] = useState(depth === 0);
  const type = getNamedType(field.type);
  const name = node?.alias ? `${node.alias.value}: ${field.name}` : field.name;
  const change = (changed: FieldNode): void => {
    if (node) onChange(replaced(selections, node, changed));
  };
  const toggle = (): void => {
    if (node) onChange(removed(selections, node));
    else onChange(added(selections, newField(field)));
    setIsExpanded(true);
  };
  return (
    <li>
      <div className="explorer-row">
        <label title={field.description ?? undefined}>
          <input type="checkbox" checked={node !== null} onChange={toggle} />
          <span className="explorer-name">{name}</span>
        </label>
        <span className="explorer-type">{String(field.type)}</span>
        {node && (isCompositeType(type) || field.args.length > 0) && (
          <ExpandButton label={name} isExpanded={isExpanded} onToggle={() => setIsExpanded(!isExpanded)} />
        )}
      </div>
      {node && isExpanded && field.args.length > 0 && (
        <ul className="explorer-arguments" aria-label={`Arguments of ${name}`}>
          {field.args.map((argument) => (
            <InputRow
              key={argument.name}
              input={argument}
              label={argument.name}
              value={node.arguments?.find((each) => each.name.value === argument.name)?.value ?? null}
              isRequired={isRequiredArgument(argument)}
              onChange={(value) => change(withArgument(node, argument.name, value))}
            />
          ))}
        </ul>
      )}
      {node && isExpanded && isCompositeType(type) && (
        <SelectionTree
          schema={schema}
          type={type}
          selections={node.selectionSet?.selections ?? []}
          depth={depth + 1}
          onChange={(changed) => change({ ...node, selectionSet: selectionSet(changed) })}
        />
      )}
    </li>
  );
}

function ConditionRow({
  type,
  node,
  schema,
  selections,
  depth,
  onChange,
}: RowProps & {
  readonly type: Parameters<typeof newCondition>[0];
  readonly node: InlineFragmentNode | null;
}) {
  const [isExpanded, setIsExpanded] = useState(false);
  const name = `… on ${type.name}`;
  const toggle = (): void => {
    onChange(node ? removed(selections, node) : added(selections, newCondition(type)));
    setIsExpanded(true);
  };
  return (
    <li>
      <div className="explorer-row">
        <label>
          <input type="checkbox" checked={node !== null} onChange={toggle} />
          <span className="explorer-name">{name}</span>
        </label>
        {node && (
          <ExpandButton label={name} isExpanded={isExpanded} onToggle={() => setIsExpanded(!isExpanded)} />
        )}
      </div>
      {node && isExpanded && (
        <SelectionTree
          schema={schema}
          type={type}
          selections={node.selectionSet.selections}
          depth={depth + 1}
          onChange={(changed) =>
            onChange(replaced(selections, node, { ...node, selectionSet: selectionSet(changed) }))
          }
        />
      )}
    </li>
  );
}

function selectionSet(selections: readonly SelectionNode[]) {
  return { kind: Kind.SELECTION_SET, selections } as const;
}

/** Sets an argument of a field, or removes it if `value` is null. The order of the other arguments does not change. */
function withArgument(node: FieldNode, name: string, value: ValueNode | null): FieldNode {
  const nodes = node.arguments ?? [];
  const old = nodes.find((each) => each.name.value === name);
  if (value === null) return { ...node, arguments: nodes.filter((each) => each !== old) };
  if (old) {
    return { ...node, arguments: nodes.map((each) => (each === old ? { ...old, value } : each)) };
  }
  const added = { kind: Kind.ARGUMENT, name: { kind: Kind.NAME, value: name }, value } as const;
  return { ...node, arguments: [...nodes, added] };
}
