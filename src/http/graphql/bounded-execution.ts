import type { FastifyBaseLogger, FastifyRequest } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import { Plans } from '../../api/execution/plans.js';
import type { Limits } from '../../api/limits/limits.js';
import { RequestContext } from '../../api/request/context.js';
import type { Presentation } from '../../api/request/presentation.js';
import { createSchema, type SchemaOptions } from '../../api/schema.js';
import type { ChangesetViews } from '../../editing/changeset-views.js';
import type { EditingServices } from '../../editing/editing-services.js';
import { OpenChangesets } from '../../editing/open-changesets.js';
import { TertiumError } from '../../graph/errors.js';
import type { GraphReader, GraphView } from '../../graph/ports/reading.js';
import type { RevisionToken } from '../../graph/revision-token.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { withinTime } from '../../graph/work/within-time.js';
import { Deadline } from '../../graph/work/deadline.js';
import { ExtendablePace } from '../../graph/work/extendable-pace.js';
import { deadlineError } from '../errors/deadline-errors.js';
import { viewError } from '../errors/store-unavailable.js';
import { rightsOf } from '../access/authenticate-requests.js';
import { Quota, type QuotaCharge, type QuotaOptions } from '../quota/quota.js';
import { revisionHeader, type NamedRevision } from '../representations/revision-header.js';
import { NamedRevisions } from './named-revisions.js';
import { PinnedViews } from './pinned-views.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The deadline of the request; null until it is first needed. */
    deadline: Deadline | null;
    /** The view that the request pins, or that its preparation reads; null until it is first needed, and if there is none. */
    pinnedView: MaybePromise<GraphView> | null;
    /** Whether dependencies are recorded separately for each entity representation of the request. */
    separatesEntities: boolean;
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
  /** The default presentation of texts; a request can select another locale. */
  readonly presentation: Presentation;
  /** The operations on changesets; null if the server does not accept edits. */
  readonly editing: EditingServices | null;
  /** The names of the schema, and how it reports unknown entities; absent for the defaults. */
  readonly schema?: SchemaOptions;
  readonly log: FastifyBaseLogger;
}

/** A schema with the plans of its operations. */
export interface PlannedSchema {
  readonly schema: GraphQLSchema;
  readonly plans: Plans;
}

/** The schema, the plans of its operations, and the bounds of requests, shared by all routes. */
export class BoundedExecution {
  readonly schema: GraphQLSchema;
  readonly plans: Plans;
  /**
   * The schema and the plans for the operations of pages, which use canonical names. If the served schema has a prefix, this is a second schema:
   * it takes a few MB, but the operations need no translation.
   */
  readonly own: PlannedSchema;
  readonly limits: Limits;
  /** Null if clients have no quota. */
  readonly quota: Quota | null;
  readonly reader: GraphReader;
  readonly #timeoutMs: number;
  readonly #presentation: Presentation;
  readonly #editing: EditingServices | null;
  readonly #changesets: ChangesetViews | null;
  readonly #pinnedViews: PinnedViews;
  readonly #revisions = new NamedRevisions();

  constructor({ reader, requests, presentation, editing, schema, log }: BoundedExecutionOptions) {
    const plan = (planned: GraphQLSchema): PlannedSchema => ({
      schema: planned,
      plans: new Plans(planned, ({ reason, cause }) =>
        log.debug({ reason, err: cause }, 'graphql-js executes an operation instead of a plan.'),
      ),
    });
    const served = plan(createSchema(schema));
    this.schema = served.schema;
    this.plans = served.plans;
    this.own = schema?.naming ? plan(createSchema()) : served;
    this.limits = payableLimits(requests);
    this.quota = requests.quota && new Quota(requests.quota);
    this.reader = reader;
    this.#timeoutMs = requests.timeoutMs;
    this.#presentation = presentation;
    this.#editing = editing;
    this.#changesets = editing && new OpenChangesets(editing.store.changesets, editing.resolutions);
    this.#pinnedViews = new PinnedViews(reader);
  }

  /** Returns the deadline of a request. Its time starts at the first call. */
  deadlineOf(request: FastifyRequest): Deadline {
    const { socket } = request.raw;
    return (request.deadline ??= new Deadline({
      timeoutMs: this.#timeoutMs,
      isAbandoned: () => socket.destroyed,
    }));
  }

  /** Returns the charge of a request to the quota of its client; null if clients have no quota, and for requests of the server itself. */
  chargeOf(request: FastifyRequest): QuotaCharge | null {
    return request.preparation ? null : (this.quota?.chargeOf(request) ?? null);
  }

  /** Returns the published revision; revision 0 if the graph is empty. */
  currentRevision(): MaybePromise<NamedRevision> {
    return mapMaybe(this.reader.openView(), (view) => this.#revisions.published(view?.revision));
  }

  /** Finds one of the last published revisions by its token. */
  findRevision(token: string): NamedRevision | undefined {
    return this.#revisions.find(token);
  }

  /**
   * Returns the revision that a request for GraphQL reads: the revision that it pins, or `current`. Does not wait longer than the deadline
   * of the request.
   * @param current the published revision
   * @throws {TertiumError} DEADLINE_EXCEEDED; also the errors of `PinnedViews.open` and of `current`
   */
  revisionFor(request: FastifyRequest, current: MaybePromise<NamedRevision>): MaybePromise<NamedRevision> {
    const pinned = this.#pinnedView(request);
    return pinned
      ? mapMaybe(pinned, ({ revision }) => this.#revisions.of(revision))
      : this.withinDeadline(request, current);
  }

  /**
   * Waits for a value, but not longer than the deadline of a request.
   * @throws {TertiumError} DEADLINE_EXCEEDED; also the errors of the awaited value
   */
  withinDeadline<Value>(request: FastifyRequest, value: MaybePromise<Value>): MaybePromise<Value> {
    return value instanceof Promise ? withinTime(value, this.deadlineOf(request)) : value;
  }

  /**
   * Waits until the work of a request may begin, and opens the view that the request reads: the view that the request pins or its preparation
   * reads, or otherwise the published view.
   * @param appliesPreview whether the request reads the published view with the changeset of its preview token
   * @throws {GraphQLError} OVERLOADED, DEADLINE_EXCEEDED or STORE_UNAVAILABLE, with status 503; also the errors of `PinnedViews.open` and
   *   `ChangesetViews.open`
   */
  async openContext(request: FastifyRequest, appliesPreview = false): Promise<RequestContext> {
    const deadline = this.deadlineOf(request);
    await waitForTurn(deadline);
    const pace = request.separatesEntities ? new ExtendablePace(deadline) : null;
    let context: RequestContext;
    try {
      const pinned = (appliesPreview ? this.#previewedView(request) : null) ?? this.#pinnedView(request);
      context = await RequestContext.open(this.reader, {}, pace ?? deadline, this.#presentation, pinned, {
        rights: rightsOf(request),
        editing: this.#editing,
        changesets: this.#changesets,
        onOperationEnd: () => deadline.restart(),
        // A client that pins the token of the response to a mutation reads the revision that the mutation published.
        onReopen: (revision) => this.#nameRevision(request, revision),
      });
    } catch (error) {
      throw deadline.failure ? deadlineError(deadline.failure) : viewError(error);
    }
    this.#nameRevision(request, context.published.revision);
    // The returned tags are cached with the response, so they must not reference the context: the cache would keep it in memory.
    const { recorder, entities } = context;
    if (pace) context.separateEntities(pace);
    request.dependencies = () => {
      entities.finish();
      return recorder.recordedLater();
    };
    request.entityDependencies = () => {
      entities.finish();
      return entities.tags();
    };
    return context;
  }

  /** Records the revision of a response. */
  #nameRevision(request: FastifyRequest, revision: RevisionToken): void {
    const { number, token } = this.#revisions.of(revision);
    request.revisionRead = number;
    request.revisionToken = token;
  }

  /** Returns the published view with the changeset of a request's preview token; null without a token, and if the server has no changesets. */
  #previewedView(request: FastifyRequest): Promise<GraphView> | null {
    const { preview } = rightsOf(request);
    const changesets = this.#changesets;
    if (preview === null || !changesets) return null;
    const deadline = this.deadlineOf(request);
    return Promise.resolve(this.reader.openView(undefined, deadline)).then((view) => {
      if (!view) throw new TypeError('Expected the published view, got none.');
      return changesets.open(view, [preview], 'preview', deadline);
    });
  }

  /** Returns the view that a request to a pinnable route pins; null if it pins none. Opens the view once, so that a wait is not repeated. */
  #pinnedView(request: FastifyRequest): MaybePromise<GraphView> | null {
    if (request.pinnedView !== null) return request.pinnedView;
    const token = request.headers[revisionHeader];
    if (typeof token !== 'string' || !request.routeOptions.config.isPinnable) return null;
    request.pinnedView = this.#pinnedViews.open(token, this.deadlineOf(request));
    // The error is reported when the context is opened.
    if (request.pinnedView instanceof Promise) request.pinnedView.catch(() => undefined);
    return request.pinnedView;
  }
}

/** Lowers the cost limit to the capacity of a bucket: an operation that costs more could never be charged. */
function payableLimits({ limits, quota }: RequestBounds): Limits {
  return quota ? { ...limits, cost: Math.min(limits.cost, quota.burst) } : limits;
}

/**
 * Waits until the work of a request may begin.
 * @throws {GraphQLError} OVERLOADED or DEADLINE_EXCEEDED, as `Deadline.begin`
 */
async function waitForTurn(deadline: Deadline): Promise<void> {
  try {
    await deadline.begin();
  } catch (error) {
    throw error instanceof TertiumError ? deadlineError(error) : error;
  }
}
