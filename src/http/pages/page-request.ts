import type { FastifyRequest } from 'fastify';
import type { OperationResult, OwnOperations } from '../../api/execution/own-operations.js';
import type { RequestContext } from '../../api/request/context.js';
import type { Pace } from '../../graph/work/pace.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import type { Locale } from '../../words/locale.js';
import { admitOperation, type Admission } from '../graphql/admit-operation.js';
import type { BoundedExecution } from '../graphql/bounded-execution.js';
import { errorOfOperation } from './page-error.js';

/** The components that execute the operations of pages. */
export interface PageExecution {
  readonly bounds: BoundedExecution;
  readonly operations: OwnOperations;
}

/**
 * One request for a page: executes the operations of the page within the limits, quota and deadline of a request to `/graphql`, and renders the page
 * within the same deadline. The newest revision is the same for all operations.
 */
export class PageRequest {
  /** The language of the page. */
  readonly locale: Locale;
  readonly #execution: PageExecution;
  readonly #context: RequestContext;
  readonly #charge: Admission['charge'];
  #namesRevision = true;

  private constructor(
    execution: PageExecution,
    context: RequestContext,
    request: FastifyRequest,
    locale: Locale,
  ) {
    this.locale = locale;
    this.#execution = execution;
    this.#context = context;
    this.#charge = request.charge;
  }

  /**
   * Waits until the work may begin, and opens the view that the request reads.
   * @throws the errors of `BoundedExecution.openContext`
   */
  static async open(execution: PageExecution, request: FastifyRequest, locale: Locale): Promise<PageRequest> {
    const context = await execution.bounds.openContext(request, true);
    return new PageRequest(execution, context, request, locale);
  }

  /** Whether every operation that was executed so far names its revision. */
  get namesRevision(): boolean {
    return this.#namesRevision;
  }

  /** The maximum value of the argument `first` in an operation. */
  get maxPageSize(): number {
    return this.#execution.bounds.limits.pageSize;
  }

  get pace(): Pace {
    return this.#context.pace;
  }

  /**
   * Executes an operation of a page.
   * @throws {PageError} for the first error of the result
   * @throws {GraphQLError | TertiumError} if the operation is not admitted, or misses the deadline
   */
  async execute<Data>(source: string, variables: object): Promise<Data> {
    const { data, errors } = await this.tryExecute<Data>(source, variables);
    const [error] = errors;
    if (error) throw errorOfOperation(error);
    return data as Data;
  }

  /**
   * Executes an operation, and returns the errors of its result with the data.
   * @throws {GraphQLError | TertiumError} as `execute`
   */
  tryExecute<Data>(source: string, variables: object): Promise<OperationResult<Data>> {
    const { bounds, operations } = this.#execution;
    const given = variables as Readonly<Record<string, unknown>>;
    const context = this.#context;
    return operations.execute<Data>(source, given, context, async (operation) => {
      const admission: Admission = {
        isByGet: true,
        charge: this.#charge,
        namesRevision: false,
        isConfidential: false,
        unverified: null,
        refusal: null,
      };
      await admitOperation(bounds.limits, bounds.own.schema, operation, given, context, admission);
      this.#namesRevision &&= admission.namesRevision;
    });
  }

  /** Joins the chunks of a rendered page, in time slices. @throws {TertiumError} DEADLINE_EXCEEDED */
  async render(chunks: Iterable<string>): Promise<string> {
    return await inSlices(joined(chunks), this.#context.pace);
  }
}

function* joined(chunks: Iterable<string>): Steps<string> {
  const parts: string[] = [];
  for (const chunk of chunks) {
    parts.push(chunk);
    yield;
  }
  return parts.join('');
}
