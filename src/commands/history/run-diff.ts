import { loadComparisonDifference } from '../../api/comparison/difference-table.js';
import { readSettings } from '../../config.js';
import { badUserInput } from '../../graph/errors.js';
import type { GraphStore } from '../../graph/ports/writing.js';
import { openExisting } from '../graph/open-graph.js';
import { writeOutput } from '../terminal/output.js';
import { graphDifferenceLines } from './graph-difference.js';
import { comparisonDifferenceLines } from './comparison-difference.js';
import { openNamedView } from './revision-argument.js';
import { describeRevision } from './run-log.js';

/** The command-line options of `diff`. */
export interface DiffOptions {
  readonly compare?: readonly string[];
}

/** Prints the changes between two revisions of the graph that DATABASE_URL names. */
export async function runDiff(from: string, to: string, options: DiffOptions): Promise<void> {
  const { databaseUrl } = readSettings();
  const store = await openExisting(databaseUrl);
  try {
    await writeOutput('-', differenceLines(store, from, to, options), () => undefined);
  } finally {
    await store.close();
  }
}

async function* differenceLines(
  store: GraphStore,
  from: string,
  to: string,
  { compare }: DiffOptions,
): AsyncGenerator<string> {
  const earlier = await openNamedView(store.reader, from, 'the first revision');
  const later = await openNamedView(store.reader, to, 'the second revision');
  const [first, last] = [earlier.revision.number, later.revision.number];
  if (first > last) {
    throw badUserInput(
      `Expected the earlier revision first, got revision ${first} before ${last}. Exchange them.`,
      { argument: 'from' },
    );
  }
  const lines = compare
    ? comparisonDifferenceLines(await loadComparisonDifference(store.reader, compare, first, last))
    : graphDifferenceLines(store.feed, earlier, later);
  yield `from ${describeRevision(earlier.revision)}\nto   ${describeRevision(later.revision)}\n`;
  for await (const line of lines) yield `${line}\n`;
}
