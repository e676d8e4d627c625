import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import type { DependencyTags } from '../../../graph/dependencies/dependency-recorder.js';
import { inSlice } from '../../../graph/work/steps.js';
import type { RequestContext } from '../../request/context.js';
import { writeBytes, writeResponseBytes, type ByteSink, type ResponseBytes } from '../../bytes/byte-sink.js';
import type { SelectionBytesCache } from '../../bytes/record-bytes-cache.js';
import type { SelectionCaching } from './selection-caching.js';
import type { PlanRequest } from './plan-request.js';
import type { ResolverMethod } from '../calls/resolver-methods.js';

/** Writes the value of a field or list item as JSON. @throws the error of a resolver, or an error if a value does not have the type of its field */
export type Writer = (value: unknown, request: PlanRequest, sink: ByteSink) => void;

type Resolver = GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>>;

/** One field of a selection. */
export interface PlannedField {
  /** The response key as JSON with a colon; preceded by a comma unless the field is the first field of its selection. */
  readonly key: string;
  /** The name of the record's member that is read if the field has no resolver. */
  readonly name: string;
  readonly resolve: Resolver | null;
  /** The method behind the resolver; null if it cannot be called directly. */
  readonly method: ResolverMethod | null;
  /** The number of the field, unique in its plan. */
  readonly number: number;
  readonly readArguments: (variables: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** Whether the arguments of the field depend on variables. */
  readonly varies: boolean;
  readonly makeInfo: (variables: Readonly<Record<string, unknown>>) => GraphQLResolveInfo;
  readonly write: Writer;
}

/** The selected fields of one object type. */
export class Selection {
  readonly #fields: readonly PlannedField[];
  readonly #caching: SelectionCaching | null;

  constructor(fields: readonly PlannedField[], caching: SelectionCaching | null) {
    this.#fields = fields;
    this.#caching = caching;
  }

  /** Writes an object. The bytes of an immutable record are copied from the cache on a hit. @throws the errors of `Writer` */
  write(record: unknown, request: PlanRequest, sink: ByteSink): void {
    const cache = this.#bytesCacheFor(record as object, request);
    if (!cache) {
      this.#writeFields(record, request, sink);
      return;
    }
    const { recorder } = request.context;
    if (cache.writeTo(sink, record as object)) return;
    const { length, gaps } = sink;
    const outer = recorder.begin();
    let tags: DependencyTags;
    try {
      this.#writeFields(record, request, sink);
    } finally {
      tags = recorder.end(outer);
    }
    if (sink.gaps === gaps) cache.set(record as object, sink.since(length), tags);
  }

  /** Writes a list of objects from the cache. @returns false, with nothing written, unless all are hits in the cache's young generation */
  writeCached(records: readonly unknown[], request: PlanRequest, sink: ByteSink): boolean {
    const caching = this.#caching;
    if (!caching) return false;
    for (const record of records) {
      if (typeof record !== 'object' || record === null || !caching.records.areImmutable(record))
        return false;
    }
    const cache = request.bytesCacheOf(caching);
    return cache?.writeListTo(sink, records as readonly object[]) ?? false;
  }

  /** Writes a result with this selection as its data. @throws the errors of `Writer` */
  async writeResult(request: PlanRequest): Promise<ResponseBytes> {
    const pending: unknown[] = [];
    try {
      for (const field of this.#fields) {
        pending.push(inSlice(() => resolve(field, undefined, request), request.context.pace));
      }
    } catch (error) {
      for (const value of pending) if (value instanceof Promise) value.catch(() => undefined);
      throw error;
    }
    // Writing starts after all root fields are resolved, so that the result needs few gaps.
    const values = pending.some((value) => value instanceof Promise) ? await Promise.all(pending) : pending;
    return writeResponseBytes((sink) => {
      sink.text('{"data":{');
      this.#fields.forEach((field, index) => {
        sink.text(field.key);
        field.write(values[index], request, sink);
      });
      sink.text('}}\n');
    });
  }

  #bytesCacheFor(record: object, request: PlanRequest): SelectionBytesCache | null {
    const caching = this.#caching;
    return caching?.records.areImmutable(record) === true ? request.bytesCacheOf(caching) : null;
  }

  #writeFields(record: unknown, request: PlanRequest, sink: ByteSink): void {
    sink.text('{');
    for (const field of this.#fields) {
      sink.text(field.key);
      writeMaybePromise(resolve(field, record, request), field.write, request, sink);
    }
    sink.text('}');
  }
}

/** Writes a value, or adds a gap if it is a promise. */
export function writeMaybePromise(value: unknown, write: Writer, request: PlanRequest, sink: ByteSink): void {
  if (value instanceof Promise) {
    sink.addGap(value.then((settled: unknown) => writeBytes((part) => write(settled, request, part))));
  } else {
    write(value, request, sink);
  }
}

function resolve(field: PlannedField, record: unknown, request: PlanRequest): unknown {
  // The record of a root field is undefined.
  if (!field.resolve) return (record as Readonly<Record<string, unknown>> | undefined)?.[field.name];
  const call = request.calls[field.number];
  if (call) return call(record, request.context);
  return field.resolve(
    record,
    request.argumentsOf(field.number, field.readArguments),
    request.context,
    request.infoOf(field.number, field.makeInfo),
  );
}
