import { Kind, visit, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { cacheKey, type CacheKey } from '../../graph/cache-keys.js';
import type { RequestContext } from '../request/context.js';
import type { ResponseBytes } from '../bytes/byte-sink.js';
import { variableCoercion, type CoerceVariables } from './plan/coerce-variables.js';
import type { ExecutionCounts, Fallback, FallbackReason } from './fallbacks.js';
import { Introspection } from './plan/introspection.js';
import { compilePlan, NotPlanned, type Plan } from './plan/compile-plan.js';

/** The maximum number of plans of a document. There is one plan for each operation and each combination of values of the variables in `@skip` and `@include`. */
const maxPlansOfDocument = 16;

interface PlannedDocument {
  /** The names of the variables that @skip and @include depend on. */
  readonly conditions: readonly string[];
  readonly operations: Map<OperationDefinitionNode, PlannedOperation>;
  /** The number of plans of all operations. */
  plans: number;
}

interface PlannedOperation {
  readonly coerce: CoerceVariables;
  /** The plans by the values of the document's conditions; `NotPlanned` if the operation cannot be compiled. */
  readonly plans: Map<CacheKey, Plan | NotPlanned>;
}

/** Compiles and executes operations. Plans are cached with their parsed document, so the cache of documents bounds the number of plans. */
export class Plans {
  readonly #schema: GraphQLSchema;
  readonly #introspection: Introspection;
  readonly #documents = new WeakMap<DocumentNode, PlannedDocument>();
  readonly #onFallback: ((fallback: Fallback) => void) | undefined;
  #planned = 0;
  readonly #fallbacks: Record<FallbackReason, number> = {
    NOT_PLANNED: 0,
    TOO_MANY_PLANS: 0,
    VARIABLES_REFUSED: 0,
    FAILED: 0,
  };

  /** Creates an empty cache of plans for the operations of a schema. @param onFallback called for each fallback to graphql-js */
  constructor(schema: GraphQLSchema, onFallback?: (fallback: Fallback) => void) {
    this.#onFallback = onFallback;
    this.#schema = schema;
    this.#introspection = new Introspection(schema);
  }

  get counts(): ExecutionCounts {
    return { planned: this.#planned, fallbacks: { ...this.#fallbacks } };
  }

  /**
   * Executes an operation with its plan. Falls back to graphql-js if there is no plan, if a variable is invalid, or if the result has
   * errors, so that errors have the messages and paths of graphql-js. Executing an operation twice is safe, because plans execute only
   * queries.
   * @param document valid, and within the limits
   * @returns the result as UTF-8 JSON with a trailing line feed; null if graphql-js must execute the operation
   * @throws {TertiumError} DEADLINE_EXCEEDED
   */
  async execute(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>> | undefined,
    context: RequestContext,
  ): Promise<ResponseBytes | null> {
    const planned = this.#documents.get(document) ?? this.#plan(document);
    const plannedOperation = planned.operations.get(operation) ?? this.#planOperation(planned, operation);
    try {
      const coerced = plannedOperation.coerce(variables ?? {});
      if (!coerced) return this.#fallBack({ reason: 'VARIABLES_REFUSED' });
      const plan = this.#planFor(planned, plannedOperation, document, operation, coerced);
      if (plan === null) return this.#fallBack({ reason: 'TOO_MANY_PLANS' });
      if (plan instanceof NotPlanned) return this.#fallBack({ reason: 'NOT_PLANNED', cause: plan });
      const result = await plan.execute(context, coerced);
      this.#planned += 1;
      return result;
    } catch (cause) {
      // After a missed deadline, graphql-js must not execute the operation either.
      if (context.pace.failure) throw context.pace.failure;
      return this.#fallBack({ reason: cause instanceof NotPlanned ? 'NOT_PLANNED' : 'FAILED', cause });
    }
  }

  #fallBack(fallback: Fallback): null {
    this.#fallbacks[fallback.reason] += 1;
    this.#onFallback?.(fallback);
    return null;
  }

  #planFor(
    planned: PlannedDocument,
    { plans }: PlannedOperation,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>>,
  ): Plan | NotPlanned | null {
    const presentConditions = planned.conditions.filter((name) => Object.hasOwn(variables, name));
    const conditions = Object.fromEntries(presentConditions.map((name) => [name, variables[name]]));
    const key = cacheKey(conditions);
    let plan = plans.get(key);
    if (plan === undefined && planned.plans < maxPlansOfDocument) {
      plan = compileIfSupported(() =>
        compilePlan(this.#schema, document, operation, conditions, this.#introspection),
      );
      plans.set(key, plan);
      planned.plans += 1;
    }
    return plan ?? null;
  }

  #plan(document: DocumentNode): PlannedDocument {
    const planned: PlannedDocument = {
      conditions: conditionsOf(document),
      operations: new Map(),
      plans: 0,
    };
    this.#documents.set(document, planned);
    return planned;
  }

  #planOperation({ operations }: PlannedDocument, operation: OperationDefinitionNode): PlannedOperation {
    const coerce = variableCoercion(this.#schema, operation);
    const planned: PlannedOperation = { coerce, plans: new Map() };
    operations.set(operation, planned);
    return planned;
  }
}

function compileIfSupported(compile: () => Plan): Plan | NotPlanned {
  try {
    return compile();
  } catch (error) {
    if (error instanceof NotPlanned) return error;
    throw error;
  }
}

/** Lists the names of the variables that @skip and @include depend on. */
function conditionsOf(document: DocumentNode): readonly string[] {
  const names = new Set<string>();
  visit(document, {
    Directive({ name, arguments: directiveArguments }) {
      if (name.value !== 'skip' && name.value !== 'include') return;
      for (const { value } of directiveArguments ?? [])
        if (value.kind === Kind.VARIABLE) names.add(value.name.value);
    },
  });
  return [...names].sort();
}
