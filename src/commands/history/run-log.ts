import { readSettings } from '../../config.js';
import type { GraphRevision } from '../../graph/ports/history.js';
import type { GraphReader } from '../../graph/ports/reading.js';
import { openExisting } from '../graph/open-graph.js';
import { writeOutput } from '../terminal/output.js';
import { printable } from '../terminal/printable.js';
import { readTime } from './revision-argument.js';

/** The command-line options of `log`. */
export interface LogOptions {
  readonly author?: string;
  readonly since?: string;
  readonly limit: number;
}

const pageSize = 500;

/** Prints the selected revisions of the graph that DATABASE_URL names, newest first. */
export async function runLog(options: LogOptions): Promise<void> {
  const { databaseUrl } = readSettings();
  const since = options.since === undefined ? undefined : readTime(options.since, '--since');
  const store = await openExisting(databaseUrl);
  try {
    await writeOutput('-', logLines(store.reader, options, since), () => undefined);
  } finally {
    await store.close();
  }
}

async function* logLines(
  reader: GraphReader,
  { author, limit }: LogOptions,
  since: string | undefined,
): AsyncGenerator<string> {
  const view = await reader.openView();
  let remaining = limit;
  let after: number | null = null;
  while (view && remaining > 0) {
    const request = {
      ...(author === undefined ? {} : { author }),
      ...(since === undefined ? {} : { since }),
      ...{ first: Math.min(remaining, pageSize), after },
    };
    const { items, hasNextPage } = await view.history.revisionPage(request);
    for (const revision of items) yield `${describeRevision(revision)}\n`;
    remaining -= items.length;
    after = items.at(-1)?.number ?? null;
    if (!hasNextPage || after === null) return;
  }
}

/** Describes a revision in one line: `revision 3  2026-05-03T12:00:00.000Z  EDIT    an editor: Correct the value`. */
export function describeRevision({ number, time, origin, author, message }: GraphRevision): string {
  return `revision ${number}  ${time}  ${origin.padEnd(6)}  ${printable(`${author}: ${message}`)}`;
}
