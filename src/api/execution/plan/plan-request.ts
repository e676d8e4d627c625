import type { GraphQLResolveInfo } from 'graphql';
import type { RequestContext } from '../../request/context.js';
import type { DirectCall } from '../calls/direct-calls.js';
import type { SelectionBytesCache } from '../../bytes/record-bytes-cache.js';
import type { SelectionCaching } from './selection-caching.js';

type Variables = Readonly<Record<string, unknown>>;

/** What one execution of a plan works with. */
export class PlanRequest {
  readonly context: RequestContext;
  readonly #variables: Variables;
  readonly #arguments: Record<string, unknown>[] = [];
  readonly #infos: GraphQLResolveInfo[] = [];
  readonly #shelves: SelectionBytesCache[] = [];

  /** By the numbers of fields: how to call their resolvers, where they can be called directly. */
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

  /** The arguments of a field, which are read once a request. */
  argumentsOf(
    field: number,
    read: (variables: Variables) => Record<string, unknown>,
  ): Record<string, unknown> {
    return (this.#arguments[field] ??= read(this.#variables));
  }

  /** What resolvers are told of a field; made once a request. */
  infoOf(field: number, make: (variables: Variables) => GraphQLResolveInfo): GraphQLResolveInfo {
    return (this.#infos[field] ??= make(this.#variables));
  }

  /** Where the texts of a selection are kept; null where none may be kept now. */
  bytesCacheOf({ number, keyOf, records }: SelectionCaching): SelectionBytesCache | null {
    const { recordBytes } = this.context;
    if (!recordBytes) return null;
    return (this.#shelves[number] ??= recordBytes.forSelection(keyOf(this.#variables), records.areIndexed));
  }
}
