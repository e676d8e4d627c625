import {
  type FieldNode,
  getNamedType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type InlineFragmentNode,
  isCompositeType,
  isRequiredArgument,
  isUnionType,
  Kind,
  type SelectionNode,
} from 'graphql';

import { emptyValue } from './values.js';

type Field = GraphQLField<unknown, unknown>;
type Selections = readonly SelectionNode[];

const typename: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } };

/** Leaf fields that identify an object, in order of preference. A new selection of an object contains one of them, if its type has one. */
const identifyingFields = ['name', 'label', 'text', 'number', 'slug', 'id'];
/** Fields that lead from a page of a list to its items. */
const itemFields = ['nodes'];

export function fieldsOf(type: GraphQLCompositeType): readonly Field[] {
  return isUnionType(type) ? [] : Object.values(type.getFields());
}

/** Creates a selection of a field, with its required arguments, and with one subfield if its type is not a leaf. */
export function newField(field: Field): FieldNode {
  const type = getNamedType(field.type);
  return {
    kind: Kind.FIELD,
    name: { kind: Kind.NAME, value: field.name },
    arguments: field.args.filter(isRequiredArgument).map((argument) => ({
      kind: Kind.ARGUMENT,
      name: { kind: Kind.NAME, value: argument.name },
      value: emptyValue(argument.type),
    })),
    ...(isCompositeType(type) && {
      selectionSet: { kind: Kind.SELECTION_SET, selections: [firstSelection(type)] },
    }),
  };
}

function firstSelection(type: GraphQLCompositeType): FieldNode {
  const selectable = fieldsOf(type).filter(({ args }) => !args.some(isRequiredArgument));
  const find = (names: readonly string[], isObject: boolean): Field | undefined =>
    names
      .map((name) => selectable.find((field) => field.name === name))
      .find((field) => field && isCompositeType(getNamedType(field.type)) === isObject);
  const leaf = find(identifyingFields, false);
  if (leaf) return newField(leaf);
  const items = find(itemFields, true);
  return items ? newField(items) : typename;
}

/** Creates an inline fragment on an object type. */
export function newCondition(type: GraphQLObjectType): InlineFragmentNode {
  return {
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: type.name } },
    selectionSet: { kind: Kind.SELECTION_SET, selections: [firstSelection(type)] },
  };
}

/** Adds a selection. If `__typename` is the only selection, it is replaced, because it only prevents an empty selection. */
export function added(selections: Selections, selection: SelectionNode): Selections {
  const isPlaceholder = selections.length === 1 && isTypename(selections[0]);
  return isPlaceholder && !isTypename(selection) ? [selection] : [...selections, selection];
}

export function replaced(selections: Selections, old: SelectionNode, selection: SelectionNode): Selections {
  return selections.map((each) => (each === old ? selection : each));
}

/** Removes a selection. The last one is replaced with `__typename`, because an empty selection is not valid. */
export function removed(selections: Selections, old: SelectionNode): Selections {
  const others = selections.filter((each) => each !== old);
  return others.length === 0 ? [typename] : others;
}

export function isTypename(selection: SelectionNode | undefined): boolean {
  return selection?.kind === Kind.FIELD && selection.name.value === '__typename';
}
