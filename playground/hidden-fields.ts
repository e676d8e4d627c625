import type { ExecutionResult, IntrospectionQuery, IntrospectionSchema } from 'graphql';

/** The name of the operation with which GraphiQL reads the schema. The results of other operations are not changed. */
export const SCHEMA_OPERATION = 'PlaygroundSchema';

/** Fields and types for federation gateways. Readers who explore the graph do not need them. */
const hiddenFields = new Set(['_entities', '_service']);
const hiddenTypes = new Set(['_Any', '_Entity', '_Service']);

/** Removes the fields and types of Apollo Federation from the schema that the explorer, the docs and the completion of the editor show. */
export function withoutFederation(result: ExecutionResult): ExecutionResult {
  const { data } = result as ExecutionResult<Partial<IntrospectionQuery>>;
  const schema = data?.__schema;
  if (!schema) return result;
  const shown: IntrospectionSchema = {
    ...schema,
    types: schema.types
      .filter(({ name }) => !hiddenTypes.has(name))
      .map((type) =>
        type.kind === 'OBJECT' && type.name === schema.queryType.name
          ? { ...type, fields: type.fields.filter(({ name }) => !hiddenFields.has(name)) }
          : type,
      ),
  };
  return { ...result, data: { ...data, __schema: shown } };
}
