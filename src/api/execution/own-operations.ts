import {
  execute,
  getOperationAST,
  parse,
  validate,
  type GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
} from 'graphql';
import type { RequestContext } from '../request/context.js';
import { formatError } from '../request/format-error.js';
import { yieldingFieldResolver } from './graphql-js/yielding-resolver.js';
import type { Plans } from './plans.js';
import type { ValidOperation } from './valid-operation.js';

/** The result of an operation, as the API returns it to clients. */
export interface OperationResult<Data> {
  /** Null if the operation has no result, for example because a variable is invalid: `errors` lists the reasons. */
  readonly data: Data | null;
  /** The errors for clients; empty if there are none. */
  readonly errors: readonly GraphQLFormattedError[];
}

export interface OwnOperationOptions {
  readonly schema: GraphQLSchema;
  readonly plans: Plans;
  /** Called for each error of an execution, before it is formatted. */
  readonly onError?: (error: GraphQLError) => void;
}

/**
 * Executes the program's own operations: those of pages and exports. Each document is parsed and validated once.
 */
export class OwnOperations {
  readonly #options: OwnOperationOptions;
  readonly #bySource = new Map<string, ValidOperation>();

  constructor(options: OwnOperationOptions) {
    this.#options = options;
  }

  /**
   * Executes an operation with its plan, or with graphql-js if it has no plan or its result has errors.
   * @param source the document, with one operation: a constant of the program, because documents are cached without a bound
   * @param variables by name, not coerced
   * @param admit checks the limits of the operation before it is executed; its errors are thrown
   * @throws {GraphQLError} if the document has a syntax error
   * @throws {TypeError} if the document is invalid, or does not have exactly one operation
   * @throws {TertiumError} DEADLINE_EXCEEDED
   */
  async execute<Data>(
    source: string,
    variables: Readonly<Record<string, unknown>>,
    context: RequestContext,
    admit?: (operation: ValidOperation) => Promise<void>,
  ): Promise<OperationResult<Data>> {
    const { plans } = this.#options;
    const valid = this.#bySource.get(source) ?? this.#prepare(source);
    await admit?.(valid);
    const planned = await plans.execute(valid.document, valid.operation, variables, context);
    if (!planned) return this.#executeByGraphqlJs<Data>(valid, variables, context);
    try {
      const { data } = JSON.parse(planned.bytes.toString()) as { readonly data: Data };
      return { data, errors: [] };
    } finally {
      planned.release?.();
    }
  }

  async #executeByGraphqlJs<Data>(
    { document }: ValidOperation,
    variableValues: Readonly<Record<string, unknown>>,
    contextValue: RequestContext,
  ): Promise<OperationResult<Data>> {
    const { schema, onError } = this.#options;
    const { data, errors = [] } = await execute({
      schema,
      document,
      variableValues,
      contextValue,
      fieldResolver: yieldingFieldResolver,
    });
    // After a missed deadline, the result is partial.
    if (contextValue.pace.failure) throw contextValue.pace.failure;
    for (const error of errors) onError?.(error);
    return {
      data: (data ?? null) as Data | null,
      errors: errors.map((error) => formatError(error.toJSON(), error)),
    };
  }

  #prepare(source: string): ValidOperation {
    const document = parse(source);
    const [error] = validate(this.#options.schema, document);
    const operation = getOperationAST(document);
    if (error || !operation) {
      throw new TypeError('Expected a valid document with one operation.', { cause: error });
    }
    const valid = { document, operation };
    this.#bySource.set(source, valid);
    return valid;
  }
}
