import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { Plans } from '../../api/execution/plans.js';
import type { Limits } from '../../api/limits/limits.js';
import { RequestContext } from '../../api/request/context.js';
import type { Presentation } from '../../api/request/presentation.js';
import { createSchema } from '../../api/schema.js';
import { TertiumError } from '../../graph/errors.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { withinTime } from '../../graph/work/within-time.js';
import { Deadline } from '../../graph/work/deadline.js';
import { deadlineError } from '../errors/deadline-errors.js';
import { viewError } from '../errors/store-unavailable.js';
import { Quota, type QuotaOptions } from '../quota/quota.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The deadline of the request; null until it is first needed. */
    deadline: Deadline | null;
  }
}

/** The bounds of each request that executes operations. */
export interface RequestBounds {
  readonly limits: Limits;
  /** How long a request may take, in milliseconds. */
  readonly timeoutMs: number;
  /** Bounds the total cost of one client's operations; null for no bound. */
  readonly quota: QuotaOptions | null;
}

export interface BoundedExecutionOptions {
  readonly reader: GraphReader;
  readonly requests: RequestBounds;
  /** The defaults for texts for readers; a request can select another locale. */
  readonly presentation: Presentation;
  readonly log: FastifyBaseLogger;
}

/** The schema, the plans of operations, and the bounds within which requests execute them: shared by all routes. */
export class BoundedExecution {
  readonly schema: GraphQLSchema;
  readonly plans: Plans;
  readonly limits: Limits;
  /** Null if clients have no quota. */
  readonly quota: Quota | null;
  readonly reader: GraphReader;
  readonly #timeoutMs: number;
  readonly #presentation: Presentation;

  constructor({ reader, requests, presentation, log }: BoundedExecutionOptions) {
    this.schema = createSchema();
    this.plans = new Plans(this.schema, ({ reason, cause }) =>
      log.debug({ reason, err: cause }, 'graphql-js executes an operation instead of a plan.'),
    );
    this.limits = payableLimits(requests);
    this.quota = requests.quota && new Quota(requests.quota);
    this.reader = reader;
    this.#timeoutMs = requests.timeoutMs;
    this.#presentation = presentation;
  }

  /** The deadline of a request. Its time starts at the first call. */
  deadlineOf(request: FastifyRequest): Deadline {
    const { socket } = request.raw;
    return (request.deadline ??= new Deadline({
      timeoutMs: this.#timeoutMs,
      isAbandoned: () => socket.destroyed,
    }));
  }

  /** The number of the published revision; 0 if the graph is empty. */
  currentRevision(): MaybePromise<number> {
    return mapMaybe(this.reader.openView(), (view) => view?.revision.number ?? 0);
  }

  /**
   * Waits for the number of a revision, but not longer than the deadline of a request.
   * @throws {TertiumError} DEADLINE_EXCEEDED; also the errors of the awaited number
   */
  withinDeadline(request: FastifyRequest, revision: MaybePromise<number>): MaybePromise<number> {
    return typeof revision === 'number' ? revision : withinTime(revision, this.deadlineOf(request));
  }

  /**
   * Waits until the work of a request may begin, and opens the published view.
   * @throws {GraphQLError} OVERLOADED, DEADLINE_EXCEEDED or STORE_UNAVAILABLE, with status 503
   */
  async openContext(request: FastifyRequest): Promise<RequestContext> {
    const deadline = this.deadlineOf(request);
    await waitForTurn(deadline);
    const context = await RequestContext.open(this.reader, {}, deadline, this.#presentation).catch(
      (error: unknown) => {
        throw deadline.failure ? deadlineError(deadline.failure) : viewError(error);
      },
    );
    request.revisionRead = context.published.revision.number;
    request.dependencies = () => context.dependencies();
    return context;
  }
}

/** Lowers the cost limit to the capacity of a bucket: an operation that costs more could never be charged. */
function payableLimits({ limits, quota }: RequestBounds): Limits {
  return quota ? { ...limits, cost: Math.min(limits.cost, quota.burst) } : limits;
}

/**
 * Waits until the work of a request may begin.
 * @throws {GraphQLError} OVERLOADED if the deadline passes while waiting, DEADLINE_EXCEEDED if it passed before the call
 */
async function waitForTurn(deadline: Deadline): Promise<void> {
  try {
    await deadline.begin();
  } catch (error) {
    throw error instanceof TertiumError ? deadlineError(error) : error;
  }
}
