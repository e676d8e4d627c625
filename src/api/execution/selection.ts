import type { GraphQLFieldResolver, GraphQLResolveInfo } from 'graphql';
import { then, type Answer } from '../../graph/answer.js';
import type { RequestContext } from '../context.js';
import type { PlanRequest } from './plan-request.js';
import { TextBuilder } from './text-builder.js';

/** Writes what a field or an item of a list has come to, as JSON. */
export type Writer = (value: unknown, request: PlanRequest) => Answer<string>;

type Resolver = GraphQLFieldResolver<unknown, RequestContext, Record<string, unknown>>;

/** One field of a selection. */
export interface PlannedField {
  /** Its key and a colon, as JSON. */
  readonly key: string;
  /** The name of the member that it reads where it has no resolver. */
  readonly name: string;
  readonly resolve: Resolver | null;
  /** A number that no two fields of a plan share. */
  readonly number: number;
  readonly readArguments: (variables: Readonly<Record<string, unknown>>) => Record<string, unknown>;
  readonly makeInfo: (variables: Readonly<Record<string, unknown>>) => GraphQLResolveInfo;
  readonly write: Writer;
}

/** Where the texts of a selection are kept. */
export interface Keeping {
  /** A number that no two selections of a plan share. */
  readonly number: number;
  /** A number that no two selections of any plan share. */
  readonly id: number;
  /** The variables that the texts depend on. */
  readonly variables: readonly string[];
  /** Whether a record stays as it is for as long as its revision is published. */
  readonly isLasting: (record: object) => boolean;
}

/** The fields that are selected of one type of object. */
export class Selection {
  readonly #fields: readonly PlannedField[];
  readonly #keeping: Keeping | null;

  constructor(fields: readonly PlannedField[], keeping: Keeping | null) {
    this.#fields = fields;
    this.#keeping = keeping;
  }

  /** Writes an object; once for all requests, where its record lasts. @throws whatever a resolver throws */
  write(record: unknown, request: PlanRequest): Answer<string> {
    const keeping = this.#keeping;
    if (!keeping || !keeping.isLasting(record as object)) return this.#writeFields(record, request);
    const shelf = request.shelfOf(keeping.number, keeping);
    if (!shelf) return this.#writeFields(record, request);
    const kept = shelf.get(record as object);
    if (kept !== undefined) return kept;
    return then(this.#writeFields(record, request), (text) => {
      shelf.set(record as object, flat(text));
      return text;
    });
  }

  #writeFields(record: unknown, request: PlanRequest): Answer<string> {
    const builder = new TextBuilder('{');
    try {
      for (const field of this.#fields) {
        builder.add(field.key);
        builder.add(writeField(field, record, request));
      }
      return builder.end('}');
    } catch (error) {
      builder.abandon();
      throw error;
    }
  }
}

function writeField(field: PlannedField, record: unknown, request: PlanRequest): Answer<string> {
  const value = field.resolve
    ? field.resolve(
        record,
        request.argumentsOf(field.number, field.readArguments),
        request.context,
        request.infoOf(field.number, field.makeInfo),
      )
    : (record as Readonly<Record<string, unknown>>)[field.name];
  return value instanceof Promise
    ? value.then((settled: unknown) => field.write(settled, request))
    : field.write(value, request);
}

/** Makes one piece of a text that was put together: asking for a character does. */
function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}
