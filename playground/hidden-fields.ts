import type { ExecutionResult, IntrospectionQuery, IntrospectionSchema } from 'graphql';

/** The name of the operation with which GraphiQL reads the schema. Operations of readers have other names, and their results stay as they are. */
export const SCHEMA_OPERATION = 'PlaygroundSchema';

/** Fields and types for gateways. Readers who explore the graph cannot use them. */
const hiddenFields = new Set(['_entities', '_service']);
const hiddenTypes = new Set(['_Any', '_Entity', '_Service']);

/** Removes the fields of Apollo Federation from the schema that the explorer, the docs and the completion of the editor show. */
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
