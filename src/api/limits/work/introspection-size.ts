import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLSchema,
} from 'graphql';

/** The mean sizes of the lists of introspection in one schema, by "Type.field". A list that is null counts as a list of 0 items. */
export type IntrospectionSizes = ReadonlyMap<string, number>;

const cache = new WeakMap<GraphQLSchema, IntrospectionSizes>();

/** Returns the introspection sizes of a schema, computed once. */
export function introspectionSizes(schema: GraphQLSchema): IntrospectionSizes {
  let sizes = cache.get(schema);
  if (!sizes) {
    sizes = computeSizes(schema);
    cache.set(schema, sizes);
  }
  return sizes;
}

function computeSizes(schema: GraphQLSchema): IntrospectionSizes {
  const types = Object.values(schema.getTypeMap());
  const directives = schema.getDirectives();
  let [fields, fieldArgs, inputFields, interfaces, enumValues, possibleTypes] = [0, 0, 0, 0, 0, 0];
  for (const type of types) {
    if (isObjectType(type) || isInterfaceType(type)) {
      const typeFields = Object.values(type.getFields());
      fields += typeFields.length;
      fieldArgs += typeFields.reduce((sum, { args }) => sum + args.length, 0);
      interfaces += type.getInterfaces().length;
    }
    if (isInputObjectType(type)) inputFields += Object.keys(type.getFields()).length;
    if (isEnumType(type)) enumValues += type.getValues().length;
    if (isInterfaceType(type) || isUnionType(type)) possibleTypes += schema.getPossibleTypes(type).length;
  }
  const directiveArgs = directives.reduce((sum, { args }) => sum + args.length, 0);
  const typeCount = types.length;
  return new Map([
    ['__Schema.types', typeCount],
    ['__Schema.directives', directives.length],
    ['__Type.fields', fields / typeCount],
    ['__Type.inputFields', inputFields / typeCount],
    ['__Type.interfaces', interfaces / typeCount],
    ['__Type.enumValues', enumValues / typeCount],
    ['__Type.possibleTypes', possibleTypes / typeCount],
    ['__Field.args', fieldArgs / Math.max(1, fields)],
    ['__Directive.args', directiveArgs / Math.max(1, directives.length)],
  ]);
}
