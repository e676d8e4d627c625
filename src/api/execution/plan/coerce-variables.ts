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

/** Coerces the variables of one operation; null if a value is invalid. */
export type CoerceVariables = (variables: Variables) => Variables | null;

/**
 * Creates the coercion function of an operation. The function returns the same results as graphql-js. Coercion does not change strings,
 * ids, booleans and lists of these types, so such variables are only validated. If a variable is absent, of another type, or not valid as it is,
 * graphql-js coerces all variables.
 */
export function variableCoercion(schema: GraphQLSchema, operation: OperationDefinitionNode): CoerceVariables {
  const definitions = operation.variableDefinitions ?? [];
  const declared = definitions.map(({ variable, type }) => {
    const inputType = typeFromAST(schema, type as never) as GraphQLInputType | undefined;
    return { name: variable.name.value, type: inputType && isInputType(inputType) ? inputType : null };
  });
  return (variables) => {
    // The object has no prototype, as in graphql-js, because a variable may be called __proto__.
    const coerced = Object.create(null) as Record<string, unknown>;
    for (const { name, type } of declared) {
      if (!Object.hasOwn(variables, name) || !type || !isUnchanged(variables[name], type)) {
        return getVariableValues(schema, definitions, variables, { maxErrors: 1 }).coerced ?? null;
      }
      coerced[name] = variables[name];
    }
    return coerced;
  };
}

function isUnchanged(value: unknown, type: GraphQLInputType): boolean {
  if (isNonNullType(type)) return value !== null && isUnchanged(value, type.ofType);
  if (value === null) return true;
  if (isListType(type)) return Array.isArray(value) && value.every((item) => isUnchanged(item, type.ofType));
  if (type === GraphQLString || type === GraphQLID) return typeof value === 'string';
  return type === GraphQLBoolean && typeof value === 'boolean';
}
