import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  typeFromAST,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { fieldCosts, listSizes, namingArguments, usualListSize } from './field-costs.js';

/** How much an operation asks. */
export interface OperationMeasure {
  readonly depth: number;
  readonly aliases: number;
  readonly cost: number;
  /** The largest page that is asked for. */
  readonly pageSize: number;
  /** Fields `__schema`. */
  readonly schemas: number;
  /** The field that most of the cost comes from; null where there is none. */
  readonly costliest: CostlyField | null;
}

/** A field, by the keys that lead to it, and what all of it costs. */
export interface CostlyField {
  readonly path: string;
  readonly cost: number;
}

/** A measure, and whether it is the same whatever the variables are. */
export interface MeasuredOperation extends OperationMeasure {
  readonly isConstant: boolean;
}

const nothing: OperationMeasure = {
  depth: 0,
  aliases: 0,
  cost: 0,
  pageSize: 0,
  schemas: 0,
  costliest: null,
};

/**
 * Measures an operation of a valid document. Each fragment is measured once, however often it is spread,
 * so that the time is linear in the document even where the answer would be exponential in it.
 */
export function measureOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): MeasuredOperation {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const measured = new Map<string, OperationMeasure>();
  const given = withDefaults(operation, variables);
  let isConstant = true;
  const valueOf = (variable: string): unknown => {
    isConstant = false;
    return given[variable];
  };

  const ofFragment = (name: string): OperationMeasure => {
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, nothing);
    const fragment = fragments.get(name);
    const type = fragment && typeFromAST(schema, fragment.typeCondition);
    const measure = fragment && type ? ofSelections(fragment.selectionSet, type) : nothing;
    measured.set(name, measure);
    return measure;
  };

  const ofSelections = (selectionSet: SelectionSetNode, parent: GraphQLNamedType): OperationMeasure => {
    let total = nothing;
    for (const selection of selectionSet.selections) {
      switch (selection.kind) {
        case Kind.FIELD:
          total = add(total, ofField(selection, parent));
          break;
        case Kind.FRAGMENT_SPREAD:
          total = add(total, ofFragment(selection.name.value));
          break;
        case Kind.INLINE_FRAGMENT: {
          const type = selection.typeCondition ? typeFromAST(schema, selection.typeCondition) : parent;
          if (type) total = add(total, ofSelections(selection.selectionSet, type));
        }
      }
    }
    return total;
  };

  const ofField = (node: FieldNode, parent: GraphQLNamedType): OperationMeasure => {
    const aliases = node.alias ? 1 : 0;
    const field = fieldOf(schema, parent, node.name.value);
    const type = field && getNamedType(field.type);
    const name = `${parent.name}.${node.name.value}`;
    if (!field || !type || !node.selectionSet || !isCompositeType(type)) {
      const cost = field ? (fieldCosts.get(name) ?? 0) : 0;
      return { ...nothing, depth: 1, aliases, cost, costliest: costly(keyOf(node), cost) };
    }
    const inner = ofSelections(node.selectionSet, type);
    const { items, page } = itemsOf(node, field, name, valueOf);
    const cost = (fieldCosts.get(name) ?? 1) + items * Math.max(1, inner.cost);
    return {
      depth: inner.depth + 1,
      aliases: inner.aliases + aliases,
      cost,
      pageSize: Math.max(page, inner.pageSize),
      schemas: node.name.value === SchemaMetaFieldDef.name ? 1 : 0,
      costliest: within(keyOf(node), cost, items, inner.costliest),
    };
  };

  const root = schema.getRootType(operation.operation);
  return { ...(root ? ofSelections(operation.selectionSet, root) : nothing), isConstant };
}

/** The value of a variable. */
type ValueOf = (variable: string) => unknown;

function add(left: OperationMeasure, right: OperationMeasure): OperationMeasure {
  return {
    depth: Math.max(left.depth, right.depth),
    aliases: left.aliases + right.aliases,
    cost: left.cost + right.cost,
    pageSize: Math.max(left.pageSize, right.pageSize),
    schemas: left.schemas + right.schemas,
    costliest: (left.costliest?.cost ?? 0) >= (right.costliest?.cost ?? 0) ? left.costliest : right.costliest,
  };
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function costly(path: string, cost: number): CostlyField | null {
  return cost > 0 ? { path, cost } : null;
}

/** The field itself, or the one below it that at least half of its cost comes from. */
function within(key: string, cost: number, items: number, below: CostlyField | null): CostlyField {
  if (below === null || below.cost * items * 2 < cost) return { path: key, cost };
  return { path: `${key}.${below.path}`, cost: below.cost * items };
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/**
 * How many items a field can bring: what its arguments say, else what its list is taken to have; and the page that is asked for,
 * 0 where none is.
 */
function itemsOf(
  node: FieldNode,
  field: GraphQLField<unknown, unknown>,
  name: string,
  valueOf: ValueOf,
): { readonly items: number; readonly page: number } {
  for (const argument of field.args) {
    if (argument.name === 'first') {
      const page = sizeOf(argumentOf(node, 'first', valueOf) ?? argument.defaultValue);
      return { items: page, page };
    }
    if (namingArguments.has(argument.name)) {
      return { items: sizeOf(argumentOf(node, argument.name, valueOf)), page: 0 };
    }
  }
  if (!isListType(getNullableType(field.type)) || connectionLists.has(field.name))
    return { items: 1, page: 0 };
  return { items: listSizes.get(name) ?? usualListSize, page: 0 };
}

/** The lists of a connection have as many items as the "first" above them says, and are counted there. */
const connectionLists: ReadonlySet<string> = new Set(['edges', 'nodes']);

function sizeOf(value: unknown): number {
  if (Array.isArray(value)) return value.length;
  return typeof value === 'number' && value > 0 ? value : 0;
}

/** An argument's value as far as its size goes: a number, or the items of a list. */
function argumentOf(node: FieldNode, name: string, valueOf: ValueOf): unknown {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  switch (value?.kind) {
    case Kind.INT:
      return Number(value.value);
    case Kind.LIST:
      return value.values;
    case Kind.VARIABLE:
      return valueOf(value.name.value);
    default:
      return undefined;
  }
}

function withDefaults(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const defaults: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue?.kind === Kind.INT) defaults[variable.name.value] = Number(defaultValue.value);
    if (defaultValue?.kind === Kind.LIST) defaults[variable.name.value] = defaultValue.values;
  }
  return { ...defaults, ...variables };
}
