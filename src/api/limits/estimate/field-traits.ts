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
import { canonicalFieldName, canonicalTypeName } from '../../naming/canonical-names.js';
import { ruleOf } from '../rules/field-rules.js';
import { usualListSize, type FieldRule } from '../work/field-work.js';
import type { WorkKind } from '../work/work.js';

/** The properties of a field that follow from the schema. */
export interface FieldTraits {
  readonly field: GraphQLField<unknown, unknown>;
  readonly rule: FieldRule | null;
  /** The type of the field if it has subfields; otherwise null. */
  readonly object: GraphQLNamedType | null;
  /** The canonical name of the type of the field. */
  readonly objectName: string;
  /** The kind of work of writing one value. */
  readonly valueWork: WorkKind;
  /** The number of values if the rule does not estimate it. */
  readonly items: number;
  /** Whether the field has the argument `first`. */
  readonly hasPage: boolean;
  /** Whether the field returns a connection. */
  readonly isConnection: boolean;
  /** Whether the field is `edges` or `nodes` of a connection. The items are counted for the field that returns the connection, because this field has the argument `first`. */
  readonly isOfItem: boolean;
}

const traits = new WeakMap<GraphQLNamedType, Map<string, FieldTraits | null>>();

/** Returns the traits of a field of a type; null if the type has no such field. */
export function traitsOf(schema: GraphQLSchema, parent: GraphQLNamedType, name: string): FieldTraits | null {
  let ofType = traits.get(parent);
  if (!ofType) {
    ofType = new Map();
    traits.set(parent, ofType);
  }
  let cached = ofType.get(name);
  if (cached === undefined) {
    cached = readTraits(schema, parent, name);
    // Only existing fields are cached, so the map is bounded.
    if (cached) ofType.set(name, cached);
  }
  return cached;
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
    rule: ruleOf(canonicalTypeName(parent), canonicalFieldName(field)),
    object: isObject ? type : null,
    objectName: canonicalTypeName(type),
    valueWork: isSchema ? (isObject ? 'schemaObject' : 'schemaLeaf') : isObject ? 'object' : 'leaf',
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
