import { Kind, visit, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import type { RequestContext } from '../context.js';
import type { SentBytes } from './byte-sink.js';
import { variableCoercion, type CoerceVariables } from './coerce-variables.js';
import { Introspection } from './introspection.js';
import { compilePlan, NotPlanned, type Plan } from './compile-plan.js';

/** How many plans one document may have: one for each operation and each outcome of its conditions. */
const mostPlansOfDocument = 16;

interface PlannedDocument {
  /** The variables that @skip and @include depend on. */
  readonly conditions: readonly string[];
  /** By operation. */
  readonly coercions: Map<OperationDefinitionNode, CoerceVariables>;
  /** By operation and outcome; null where there can be none. */
  readonly plans: Map<string, Plan | null>;
}

/**
 * Compiled operations, for as long as their documents are kept: whoever keeps parsed documents bounds how
 * many plans there are.
 */
export class Plans {
  readonly #schema: GraphQLSchema;
  readonly #introspection: Introspection;
  readonly #documents = new WeakMap<DocumentNode, PlannedDocument>();

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
    this.#introspection = new Introspection(schema);
  }

  /**
   * An operation's answer as JSON with a line end, in UTF-8; null where graphql-js has to execute it: what cannot be
   * planned, and whatever has errors, whose words and places are for graphql-js to say. Reading changes
   * nothing, so that it can be done again.
   * @param document valid, and within the limits
   * @throws {TertiumError} DEADLINE_EXCEEDED
   */
  async answer(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>> | undefined,
    context: RequestContext,
  ): Promise<SentBytes | null> {
    const planned = this.#documents.get(document) ?? this.#plan(document);
    const coerced = this.#coercionOf(planned, operation)(variables ?? {});
    if (!coerced) return null;
    try {
      return await (this.#planOf(planned, document, operation, coerced)?.answer(context, coerced) ?? null);
    } catch {
      // To begin anew would take as long, and what failed was the time.
      if (context.pace.failure) throw context.pace.failure;
      return null;
    }
  }

  #coercionOf({ coercions }: PlannedDocument, operation: OperationDefinitionNode): CoerceVariables {
    let coercion = coercions.get(operation);
    if (!coercion) {
      coercion = variableCoercion(this.#schema, operation);
      coercions.set(operation, coercion);
    }
    return coercion;
  }

  #planOf(
    planned: PlannedDocument,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): Plan | null {
    const outcome = Object.fromEntries(planned.conditions.map((name) => [name, variables[name]]));
    const key = JSON.stringify([operation.name?.value, outcome]);
    let plan = planned.plans.get(key);
    if (plan === undefined && planned.plans.size < mostPlansOfDocument) {
      plan = compileOrNull(() =>
        compilePlan(this.#schema, document, operation, outcome, this.#introspection),
      );
      planned.plans.set(key, plan);
    }
    return plan ?? null;
  }

  #plan(document: DocumentNode): PlannedDocument {
    const planned = {
      conditions: conditionsOf(document),
      coercions: new Map<OperationDefinitionNode, CoerceVariables>(),
      plans: new Map<string, Plan | null>(),
    };
    this.#documents.set(document, planned);
    return planned;
  }
}

function compileOrNull(compile: () => Plan): Plan | null {
  try {
    return compile();
  } catch (error) {
    if (error instanceof NotPlanned) return null;
    throw error;
  }
}

/** The variables that @skip and @include depend on. */
function conditionsOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: given }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of given ?? []) if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}
