import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { inTurn } from '../../../graph/work/steps.js';
import type { RequestContext } from '../../request/context.js';
import { writeBytes, writeResponseBytes, type ByteSink, type ResponseBytes } from '../../bytes/byte-sink.js';
import type { SelectionBytesCache } from '../../bytes/record-bytes-cache.js';
import type { SelectionCaching } from './selection-caching.js';
import type { PlanRequest } from './plan-request.js';
import type { ResolverMethod } from '../calls/resolver-methods.js';

/** Writes what a field or an item of a list has come to, as JSON. @throws whatever a resolver throws */
export type Writer = (value: unknown, request: PlanRequest, sink: ByteSink) => void;

type Resolver = GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>>;

/** One field of a selection. */
export interface PlannedField {
  /** Its key and a colon, as JSON. */
  readonly key: string;
  /** The name of the member that it reads where it has no resolver. */
  readonly name: string;
  readonly resolve: Resolver | null;
  /** What the resolver calls; null where it cannot be called directly. */
  readonly method: ResolverMethod | null;
  /** A number that no two fields of a plan share. */
  readonly number: number;
  readonly readArguments: (variables: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  /** Whether its arguments depend on variables. */
  readonly varies: boolean;
  readonly makeInfo: (variables: Readonly<Record<string, unknown>>) => GraphQLResolveInfo;
  readonly write: Writer;
}

/** The fields that are selected of one type of object. */
export class Selection {
  readonly #fields: readonly PlannedField[];
  readonly #keeping: SelectionCaching | null;

  constructor(fields: readonly PlannedField[], keeping: SelectionCaching | null) {
    this.#fields = fields;
    this.#keeping = keeping;
  }

  /** Writes an object; once for all requests, where its record lasts. @throws whatever a resolver throws */
  write(record: unknown, request: PlanRequest, sink: ByteSink): void {
    const shelf = this.#shelfFor(record as object, request);
    if (!shelf) {
      this.#writeFields(record, request, sink);
      return;
    }
    if (shelf.writeTo(sink, record as object)) return;
    const { length, gaps } = sink;
    this.#writeFields(record, request, sink);
    if (sink.gaps === gaps) shelf.set(record as object, sink.since(length));
  }

  /** Writes a list of objects all of which have been written before. @returns false, with nothing written, where one has not */
  writeCached(records: readonly unknown[], request: PlanRequest, sink: ByteSink): boolean {
    const keeping = this.#keeping;
    if (!keeping) return false;
    for (const record of records) {
      if (typeof record !== 'object' || record === null || !keeping.records.areImmutable(record)) return false;
    }
    return request.bytesCacheOf(keeping)?.writeListTo(sink, records as readonly object[]) ?? false;
  }

  /** Writes the data of a whole answer. @throws whatever a resolver throws */
  async writeResult(request: PlanRequest): Promise<ResponseBytes> {
    const promised: unknown[] = [];
    try {
      for (const field of this.#fields) {
        promised.push(inTurn(() => resolve(field, undefined, request), request.context.pace));
      }
    } catch (error) {
      for (const value of promised) if (value instanceof Promise) value.catch(() => undefined);
      throw error;
    }
    // What is at hand by then is written in one go.
    const values = promised.some((value) => value instanceof Promise)
      ? await Promise.all(promised)
      : promised;
    return writeResponseBytes((sink) => {
      sink.text('{"data":{');
      this.#fields.forEach((field, index) => {
        sink.text(field.key);
        field.write(values[index], request, sink);
      });
      sink.text('}}\n');
    });
  }

  #shelfFor(record: object, request: PlanRequest): SelectionBytesCache | null {
    const keeping = this.#keeping;
    return keeping?.records.areImmutable(record) === true ? request.bytesCacheOf(keeping) : null;
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

/** Writes what may still be promised, when it has come. */
export function writeMaybePromise(value: unknown, write: Writer, request: PlanRequest, sink: ByteSink): void {
  if (value instanceof Promise) {
    sink.addGap(value.then((settled: unknown) => writeBytes((part) => write(settled, request, part))));
  } else {
    write(value, request, sink);
  }
}

function resolve(field: PlannedField, record: unknown, request: PlanRequest): unknown {
  // At the root there is no record.
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
