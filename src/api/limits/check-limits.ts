import {
  GraphQLError,
  Kind,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Limit, Limits } from './limits.js';
import { measureOperation, type MeasuredOperation } from './measure-operation.js';

const meanings: Readonly<Record<Exclude<Limit, 'tokens'>, string>> = {
  depth: 'fields within fields',
  aliases: 'aliases',
  fragments: 'fragment definitions',
  pageSize: 'items in a page (first)',
  schemas: 'fields __schema',
  cost: 'objects in the answer, counting each page with its "first"',
};

/** In which order they are checked: what costs nothing to know comes first. */
const checked = ['fragments', 'depth', 'aliases', 'schemas', 'pageSize', 'cost'] as const;

/**
 * Refuses an operation that asks too much, before anything of it is executed.
 * @returns what the operation costs, `limits.cost` at most
 * @throws {GraphQLError} LIMIT_EXCEEDED, naming the limit, what it is, what came, and the field that costs most
 */
export function checkLimits(
  limits: Limits,
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): number {
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION).length;
  const operationMeasure = measureOnce(schema, document, operation, variables);
  const measure = { ...operationMeasure, fragments };
  for (const limit of checked) {
    if (measure[limit] > limits[limit])
      throw limitExceeded(limit, limits[limit], measure[limit], operationMeasure);
  }
  return measure.cost;
}

/** Parsed documents come again and again: what does not depend on the variables is measured once for each. */
const measured = new WeakMap<OperationDefinitionNode, MeasuredOperation>();

function measureOnce(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): MeasuredOperation {
  const known = measured.get(operation);
  if (known) return known;
  const measure = measureOperation(schema, document, operation, variables);
  if (measure.isConstant) measured.set(operation, measure);
  return measure;
}

function limitExceeded(
  limit: keyof typeof meanings,
  atMost: number,
  came: number,
  { costliest }: MeasuredOperation,
): GraphQLError {
  const where =
    costliest === null ? '' : ` Most of it is asked by "${costliest.path}", which costs ${costliest.cost}.`;
  return new GraphQLError(
    `The operation asks too much: expected ${atMost} ${meanings[limit]} at most, got ${came}.${where} Ask for smaller pages or in several requests.`,
    {
      extensions: {
        code: 'LIMIT_EXCEEDED',
        limit,
        atMost,
        came,
        ...(costliest === null ? {} : { field: costliest.path }),
        http: { status: 400 },
      },
    },
  );
}
