import { isNonNullType, type GraphQLOutputType } from 'graphql';
import { writeBytes, type ByteSink } from '../../bytes/byte-sink.js';
import type { PlanRequest } from './plan-request.js';
import { writeMaybePromise, type Selection, type Writer } from './selection.js';

/** Adds null handling to a writer: null is written if the type is nullable; otherwise the writer throws an error. */
export function nullWriter(type: GraphQLOutputType, writeNonNull: Writer): Writer {
  if (isNonNullType(type)) {
    return (value, request, sink) => {
      if (value === null || value === undefined) throw new TypeError('Expected a value, got none.');
      writeNonNull(value, request, sink);
    };
  }
  return (value, request, sink) => {
    if (value === null || value === undefined) sink.text('null');
    else writeNonNull(value, request, sink);
  };
}

/** Creates the writer of objects with the given selection. */
export function objectWriter(selection: Selection): Writer {
  return (value, request, sink) => selection.write(value, request, sink);
}

/**
 * Creates the writer of a list. When the time slice is used up, the writer adds a gap, and writes the remaining items to it in later time
 * slices.
 * @param type the canonical name of the items' type
 * @param selection the selection of the items if they are objects of one type; otherwise null
 */
export function listWriter(type: string, writeItem: Writer, selection: Selection | null): Writer {
  const itemsPerCheck = slowTypes.has(type) ? 1 : usualItemsPerCheck;
  return (value, request, sink) => {
    if (!Array.isArray(value)) throw new TypeError('Expected a list.');
    if (selection?.writeCached(value, request, sink)) return;
    const items = value as readonly unknown[];
    sink.text('[');
    const end = writeItems(items, 0, itemsPerCheck, writeItem, request, sink);
    if (end < items.length) sink.addGap(writeRemainingItems(items, end, itemsPerCheck, writeItem, request));
    else sink.text(']');
  };
}

/** The number of items between two checks of the time slice. */
const usualItemsPerCheck = 16;
/**
 * Types whose items can take milliseconds to write: a row with fifty different cells, an approach with nested lists, or an entity of one of
 * these types.
 */
const slowTypes: ReadonlySet<string> = new Set(['ComparisonRow', 'Approach', '_Entity']);

/** Writes items until the time slice is used up. @returns the index at which writing must continue; the length of the list if all items are written */
function writeItems(
  items: readonly unknown[],
  start: number,
  itemsPerCheck: number,
  writeItem: Writer,
  request: PlanRequest,
  sink: ByteSink,
): number {
  for (let index = start; index < items.length; index += 1) {
    if (index > start && index % itemsPerCheck === 0 && request.context.pace.isDue()) return index;
    if (index > 0) sink.text(',');
    writeMaybePromise(items[index], writeItem, request, sink);
  }
  return items.length;
}

/** Writes the remaining items of a list in later time slices. @throws {TertiumError} DEADLINE_EXCEEDED, or the errors of `Writer` */
async function writeRemainingItems(
  items: readonly unknown[],
  start: number,
  itemsPerCheck: number,
  writeItem: Writer,
  request: PlanRequest,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let next = start; next < items.length;) {
    await request.context.pace.pause();
    const part = writeBytes((sink) => {
      next = writeItems(items, next, itemsPerCheck, writeItem, request, sink);
    });
    parts.push(part instanceof Promise ? await part : part);
  }
  parts.push(endOfList);
  return Buffer.concat(parts);
}

const endOfList = Buffer.from(']');
