import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { ruleOf } from '../rules/field-rules.js';
import { usualListSize, type FieldRule } from '../work/field-work.js';
import type { WorkKind } from '../work/work.js';

/** What follows from a field's definition. */
export interface FieldTraits {
  readonly field: GraphQLField<unknown, unknown>;
  readonly rule: FieldRule | null;
  /** Its type, where that has fields of its own. */
  readonly object: GraphQLNamedType | null;
  /** The work of writing a value. */
  readonly written: WorkKind;
  /** How many values it has, unless its rule tells. */
  readonly items: number;
  readonly hasPage: boolean;
  readonly isConnection: boolean;
  /** The lists of a connection have as many items as the "first" above them allows, and are counted there. */
  readonly isOfItem: boolean;
}

const traits = new WeakMap<GraphQLNamedType, Map<string, FieldTraits | null>>();

/** The traits of a field of a type; null where there is no such field. */
export function traitsOf(schema: GraphQLSchema, parent: GraphQLNamedType, name: string): FieldTraits | null {
  let ofType = traits.get(parent);
  if (!ofType) {
    ofType = new Map();
    traits.set(parent, ofType);
  }
  let known = ofType.get(name);
  if (known === undefined) {
    known = readTraits(schema, parent, name);
    // A valid document has no others, so that this map does not grow.
    if (known) ofType.set(name, known);
  }
  return known;
}

function readTraits(schema: GraphQLSchema, parent: GraphQLNamedType, name: string): FieldTraits | null {
  const field = fieldOf(schema, parent, name);
  if (!field) return null;
  const type = getNamedType(field.type);
  const isObject = isCompositeType(type);
  const isSchema = parent.name.startsWith('__');
  const isOfItem = (name === 'edges' || name === 'nodes') && isConnection(parent);
  const isList = isListType(getNullableType(field.type)) && !isOfItem;
  return {
    field,
    rule: ruleOf(parent.name, name),
    object: isObject ? type : null,
    written: isSchema ? (isObject ? 'schemaObject' : 'schemaLeaf') : isObject ? 'object' : 'leaf',
    items: isList ? usualListSize : 1,
    hasPage: field.args.some((argument) => argument.name === 'first'),
    isConnection: isConnection(type),
    isOfItem,
  };
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function isConnection({ name }: GraphQLNamedType): boolean {
  return name.endsWith('Connection');
}
