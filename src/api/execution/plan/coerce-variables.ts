import {
  getVariableValues,
  GraphQLBoolean,
  GraphQLID,
  GraphQLString,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';

type Variables = Readonly<Record<string, unknown>>;

/** Coerces the variables of one operation; null where some of them are refused. */
export type CoerceVariables = (given: Variables) => Variables | null;

/**
 * How the variables of an operation are coerced: as graphql-js does. Texts, flags and lists of them that are all there
 * and right, as most are, are what they are coerced to, so that they are looked at and no more.
 */
export function variableCoercion(schema: GraphQLSchema, operation: OperationDefinitionNode): CoerceVariables {
  const definitions = operation.variableDefinitions ?? [];
  const declared = definitions.map(({ variable, type }) => {
    const found = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    return { name: variable.name.value, type: found && isInputType(found) ? found : null };
  });
  return (given) => {
    // As graphql-js makes it: a variable may be called __proto__.
    const taken = Object.create(null) as Record<string, unknown>;
    for (const { name, type } of declared) {
      if (!Object.hasOwn(given, name) || !type || !isAsCoerced(given[name], type)) {
        return getVariableValues(schema, definitions, given, { maxErrors: 1 }).coerced ?? null;
      }
      taken[name] = given[name];
    }
    return taken;
  };
}

function isAsCoerced(value: unknown, type: GraphQLInputType): boolean {
  if (isNonNullType(type)) return value !== null && isAsCoerced(value, type.ofType);
  if (value === null) return true;
  if (isListType(type)) return Array.isArray(value) && value.every((item) => isAsCoerced(item, type.ofType));
  if (type === GraphQLString || type === GraphQLID) return typeof value === 'string';
  return type === GraphQLBoolean && typeof value === 'boolean';
}
