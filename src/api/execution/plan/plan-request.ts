import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../request/context.js';
import type { DirectCall } from '../calls/direct-calls.js';
import type { SelectionBytesCache } from '../../bytes/record-bytes-cache.js';
import type { SelectionCaching } from './selection-caching.js';

type Variables = Readonly<Record<string, unknown>>;

/** The state of one execution of a plan. */
export class PlanRequest {
  readonly context: RequestContext;
  readonly #variables: Variables;
  readonly #arguments: Record<string, unknown>[] = [];
  readonly #infos: GraphQLResolveInfo[] = [];
  readonly #bytesCaches: SelectionBytesCache[] = [];

  /** Direct calls by field number; null or undefined for a field that has no direct call. */
  readonly calls: readonly (DirectCall | null | undefined)[];

  constructor(
    context: RequestContext,
    variables: Variables,
    calls: readonly (DirectCall | null | undefined)[],
  ) {
    this.context = context;
    this.calls = calls;
    this.#variables = variables;
  }

  /** Returns the arguments of a field. Reads them once per request. */
  argumentsOf(
    field: number,
    read: (variables: Variables) => Record<string, unknown>,
  ): Record<string, unknown> {
    return (this.#arguments[field] ??= read(this.#variables));
  }

  /** Returns the `info` parameter for a field's resolver. Creates it once per request. */
  infoOf(field: number, make: (variables: Variables) => GraphQLResolveInfo): GraphQLResolveInfo {
    return (this.#infos[field] ??= make(this.#variables));
  }

  /** Returns the bytes cache of a selection; null if bytes cannot be cached for this request. */
  bytesCacheOf({ number, keyOf, records }: SelectionCaching): SelectionBytesCache | null {
    const { recordBytes, recorder } = this.context;
    if (!recordBytes) return null;
    const { cache, stamps } = recordBytes;
    return (this.#bytesCaches[number] ??= cache.forSelection(keyOf(this.#variables), records.areIndexed, {
      recorder,
      stamps,
    }));
  }
}
