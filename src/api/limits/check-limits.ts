import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { limits, type Limit } from './limits.js';
import { measureOperation, type OperationMeasure } from './measure-operation.js';

const meanings: Readonly<Record<Exclude<Limit, 'tokens'>, string>> = {
  depth: 'fields within fields',
  aliases: 'aliases',
  fragments: 'fragment definitions',
  cost: 'objects in the answer, counting each page with its "first"',
};

/**
 * Refuses an operation that asks too much, before anything of it is executed.
 * @throws {GraphQLError} LIMIT_EXCEEDED, naming the limit, what it is and what came
 */
export function checkLimits(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): void {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length;
  const measure = { fragments, ...measureOnce(schema, document, operation, variables) };
  for (const limit of ['fragments', 'depth', 'aliases', 'cost'] as const) {
    if (measure[limit] > limits[limit]) throw limitExceeded(limit, measure[limit]);
  }
}

/** Parsed documents come again and again: what does not depend on the variables is measured once for each. */
const measured = new WeakMap<OperationDefinitionNode, OperationMeasure>();

function measureOnce(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): OperationMeasure {
  const known = measured.get(operation);
  if (known) return known;
  const measure = measureOperation(schema, document, operation, variables);
  if (measure.isConstant) measured.set(operation, measure);
  return measure;
}

function limitExceeded(limit: keyof typeof meanings, came: number): GraphQLError {
  return new GraphQLError(
    `The operation asks too much: expected ${limits[limit]} ${meanings[limit]} at most, got ${came}. Ask for smaller pages or in several requests.`,
    { extensions: { code: 'LIMIT_EXCEEDED', limit, atMost: limits[limit], came, http: { status: 400 } } },
  );
}
