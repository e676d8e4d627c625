import { parseDateTime } from '../../api/vocabulary/date-time.scalar.js';
import { badUserInput } from '../../graph/errors.js';
import type { GraphReader, GraphView } from '../../graph/ports/reading.js';

/**
 * Parses a time, or a day as its start at midnight UTC.
 * @param argument the name of the option or argument, for the error
 * @throws {TertiumError} BAD_USER_INPUT
 */
export function readTime(written: string, argument: string): string {
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(written);
  const time = parseDateTime(isDay ? `${written}T00:00:00Z` : written);
  if (time !== null) return time;
  throw badUserInput(
    `Expected ${argument} to be a day such as 2026-05-01 or a time such as 2026-05-01T09:30:00Z, got ${written}.`,
    { argument },
  );
}

/**
 * Opens the view of a revision.
 * @param written the number of the revision, or a time at which the revision was the newest: see `readTime`
 * @param argument the name of the argument, for the error
 * @throws {TertiumError} BAD_USER_INPUT if the argument is invalid, or there is no such revision
 */
export async function openNamedView(
  reader: GraphReader,
  written: string,
  argument: string,
): Promise<GraphView> {
  const isNumber = /^\d{1,10}$/u.test(written);
  const view = isNumber
    ? await reader.openView(Number(written))
    : await reader.openViewAsOf(readTime(written, argument));
  if (view && view.revision.number > 0) return view;
  const newest = (await reader.openView())?.revision.number ?? 0;
  const expected =
    newest === 0
      ? 'the number or time of a revision; the graph has no revisions'
      : `a revision from 1 to ${newest}, or a time at or after revision 1`;
  throw badUserInput(`Expected ${argument} to be ${expected}, got ${written}.`, { argument });
}
