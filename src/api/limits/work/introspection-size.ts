import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLSchema,
} from 'graphql';

/** The mean sizes of the lists of introspection in one schema, by "Type.field". Types for which a list is null count as 0. */
export type IntrospectionSizes = ReadonlyMap<string, number>;

const cache = new WeakMap<GraphQLSchema, IntrospectionSizes>();

/** The introspection sizes of a schema, computed once. */
export function introspectionSizes(schema: GraphQLSchema): IntrospectionSizes {
  let sizes = cache.get(schema);
  if (!sizes) {
    sizes = measureSchema(schema);
    cache.set(schema, sizes);
  }
  return sizes;
}

function measureSchema(schema: GraphQLSchema): IntrospectionSizes {
  const types = Object.values(schema.getTypeMap());
  const directives = schema.getDirectives();
  let [fields, fieldArgs, inputFields, interfaces, enumValues, possible] = [0, 0, 0, 0, 0, 0];
  for (const type of types) {
    if (isObjectType(type) || isInterfaceType(type)) {
      const own = Object.values(type.getFields());
      fields += own.length;
      fieldArgs += own.reduce((sum, { args }) => sum + args.length, 0);
      interfaces += type.getInterfaces().length;
    }
    if (isInputObjectType(type)) inputFields += Object.keys(type.getFields()).length;
    if (isEnumType(type)) enumValues += type.getValues().length;
    if (isInterfaceType(type) || isUnionType(type)) possible += schema.getPossibleTypes(type).length;
  }
  const directiveArgs = directives.reduce((sum, { args }) => sum + args.length, 0);
  const each = types.length;
  return new Map([
    ['__Schema.types', each],
    ['__Schema.directives', directives.length],
    ['__Type.fields', fields / each],
    ['__Type.inputFields', inputFields / each],
    ['__Type.interfaces', interfaces / each],
    ['__Type.enumValues', enumValues / each],
    ['__Type.possibleTypes', possible / each],
    ['__Field.args', fieldArgs / Math.max(1, fields)],
    ['__Directive.args', directiveArgs / Math.max(1, directives.length)],
  ]);
}
