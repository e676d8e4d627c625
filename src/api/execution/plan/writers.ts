import { isNonNullType, type GraphQLOutputType } from 'graphql';
import { writeBytes, type ByteSink } from '../../bytes/byte-sink.js';
import type { PlanRequest } from './plan-request.js';
import { writeMaybePromise, type Selection, type Writer } from './selection.js';

/** Writes null, where the type allows it. */
export function nullWriter(type: GraphQLOutputType, writePresent: Writer): Writer {
  if (isNonNullType(type)) {
    return (value, request, sink) => {
      if (value === null || value === undefined) throw new TypeError('Expected a value, got none.');
      writePresent(value, request, sink);
    };
  }
  return (value, request, sink) => {
    if (value === null || value === undefined) sink.text('null');
    else writePresent(value, request, sink);
  };
}

export function objectWriter(selection: Selection): Writer {
  return (value, request, sink) => selection.write(value, request, sink);
}

/**
 * Writes a list, in time slices where it is long.
 * @param type that of the items, by name
 * @param selection that of the items, where they are objects of one type
 */
export function listWriter(type: string, writeItem: Writer, selection: Selection | null): Writer {
  const atATime = longItems.has(type) ? 1 : itemsAtATime;
  return (value, request, sink) => {
    if (!Array.isArray(value)) throw new TypeError('Expected a list.');
    if (selection?.writeCached(value, request, sink)) return;
    const items = value as readonly unknown[];
    sink.text('[');
    const end = writeItems(items, 0, atATime, writeItem, request, sink);
    if (end < items.length) sink.addGap(writeLaterItems(items, end, atATime, writeItem, request));
    else sink.text(']');
  };
}

/** So many items are written between two looks at the clock. */
const itemsAtATime = 16;
/** Of these each may take long: a row of fifty cells that differ, an approach with lists of its own. */
const longItems: ReadonlySet<string> = new Set(['ComparisonRow', 'Approach']);

/** Writes items until the time slice is used up. @returns the place of the first that is not written */
function writeItems(
  items: readonly unknown[],
  start: number,
  atATime: number,
  writeItem: Writer,
  request: PlanRequest,
  sink: ByteSink,
): number {
  for (let index = start; index < items.length; index += 1) {
    if (index > start && index % atATime === 0 && request.context.pace.isDue()) return index;
    if (index > 0) sink.text(',');
    writeMaybePromise(items[index], writeItem, request, sink);
  }
  return items.length;
}

/** The rest of a list, written in further time slices. @throws {TertiumError} DEADLINE_EXCEEDED */
async function writeLaterItems(
  items: readonly unknown[],
  start: number,
  atATime: number,
  writeItem: Writer,
  request: PlanRequest,
): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let next = start; next < items.length;) {
    await request.context.pace.pause();
    const part = writeBytes((sink) => {
      next = writeItems(items, next, atATime, writeItem, request, sink);
    });
    parts.push(part instanceof Promise ? await part : part);
  }
  parts.push(endOfList);
  return Buffer.concat(parts);
}

const endOfList = Buffer.from(']');
