import { Kind, visit, type DocumentNode, type GraphQLSchema, type OperationDefinitionNode } from 'graphql';
import { cacheKey, type CacheKey } from '../../graph/cache-keys.js';
import type { RequestContext } from '../request/context.js';
import type { ResponseBytes } from '../bytes/byte-sink.js';
import { variableCoercion, type CoerceVariables } from './plan/coerce-variables.js';
import type { ExecutionCounts, Fallback, FallbackReason } from './fallbacks.js';
import { Introspection } from './plan/introspection.js';
import { compilePlan, NotPlanned, type Plan } from './plan/compile-plan.js';

/** How many plans one document may have: one for each operation and each outcome of its conditions. */
const mostPlansOfDocument = 16;

interface PlannedDocument {
  /** The variables that @skip and @include depend on. */
  readonly conditions: readonly string[];
  readonly operations: Map<OperationDefinitionNode, PlannedOperation>;
  /** Of all operations together. */
  plans: number;
}

interface PlannedOperation {
  readonly coerce: CoerceVariables;
  /** By the values of the document's conditions; why there is none, where there can be none. */
  readonly plans: Map<CacheKey, Plan | NotPlanned>;
}

/**
 * Compiled operations, for as long as their documents are kept: whoever keeps parsed documents bounds how
 * many plans there are.
 */
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

  /** @param onFallback is called for each operation that is left to graphql-js */
  constructor(schema: GraphQLSchema, onFallback?: (fallback: Fallback) => void) {
    this.#onFallback = onFallback;
    this.#schema = schema;
    this.#introspection = new Introspection(schema);
  }

  get counts(): ExecutionCounts {
    return { planned: this.#planned, fallbacks: { ...this.#fallbacks } };
  }

  /**
   * An operation's answer as JSON with a line end, in UTF-8; null where graphql-js has to execute it: what cannot be
   * planned, and whatever has errors, whose words and places are for graphql-js to say. Reading changes
   * nothing, so that it can be done again.
   * @param document valid, and within the limits
   * @throws {TertiumError} DEADLINE_EXCEEDED
   */
  async execute(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Readonly<Record<string, unknown>> | undefined,
    context: RequestContext,
  ): Promise<ResponseBytes | null> {
    const planned = this.#documents.get(document) ?? this.#plan(document);
    const own = planned.operations.get(operation) ?? this.#planOperation(planned, operation);
    try {
      const coerced = own.coerce(variables ?? {});
      if (!coerced) return this.#leave({ reason: 'VARIABLES_REFUSED' });
      const plan = this.#planFor(planned, own, document, operation, coerced);
      if (plan === null) return this.#leave({ reason: 'TOO_MANY_PLANS' });
      if (plan instanceof NotPlanned) return this.#leave({ reason: 'NOT_PLANNED', cause: plan });
      const answer = await plan.execute(context, coerced);
      this.#planned += 1;
      return answer;
    } catch (cause) {
      // To begin anew would take as long, and what failed was the time.
      if (context.pace.failure) throw context.pace.failure;
      return this.#leave({ reason: cause instanceof NotPlanned ? 'NOT_PLANNED' : 'FAILED', cause });
    }
  }

  #leave(fallback: Fallback): null {
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
    const given = planned.conditions.filter((name) => Object.hasOwn(variables, name));
    const outcome = Object.fromEntries(given.map((name) => [name, variables[name]]));
    const key = cacheKey(outcome);
    let plan = plans.get(key);
    if (plan === undefined && planned.plans < mostPlansOfDocument) {
      plan = compileOrRefuse(() =>
        compilePlan(this.#schema, document, operation, outcome, this.#introspection),
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

function compileOrRefuse(compile: () => Plan): Plan | NotPlanned {
  try {
    return compile();
  } catch (error) {
    if (error instanceof NotPlanned) return error;
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
