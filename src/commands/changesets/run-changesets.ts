import { readSettings } from '../../config.js';
import type { Changeset, ChangesetState, ChangesetStore } from '../../graph/ports/changesets.js';
import { openExisting } from '../graph/open-graph.js';
import { writeOutput } from '../terminal/output.js';
import { printable } from '../terminal/printable.js';

/** The command-line options of `changesets`. */
export interface ListOptions {
  readonly state?: ChangesetState;
  readonly author?: string;
  readonly touching?: string;
  readonly limit: number;
}

const pageSize = 500;

/** Prints the changesets that the options select, from the graph that DATABASE_URL names. */
export async function listChangesets(options: ListOptions): Promise<void> {
  const store = await openExisting(readSettings().databaseUrl);
  try {
    await writeOutput('-', changesetLines(store.changesets, options), () => undefined);
  } finally {
    await store.close();
  }
}

async function* changesetLines(
  changesets: ChangesetStore,
  { state, author, touching, limit }: ListOptions,
): AsyncGenerator<string> {
  let remaining = limit;
  let after: number | null = null;
  while (remaining > 0) {
    const request = {
      ...(state === undefined ? {} : { states: [state] }),
      ...(author === undefined ? {} : { author }),
      ...(touching === undefined ? {} : { touching }),
      ...{ first: Math.min(remaining, pageSize), after },
    };
    const { items, hasNextPage } = await changesets.page(request);
    for (const changeset of items) yield `${describeChangeset(changeset)}\n`;
    remaining -= items.length;
    after = items.at(-1)?.number ?? null;
    if (!hasNextPage || after === null) return;
  }
}

/** Describes a changeset in one line, such as `changeset/x  OPEN  3 edits  2026-05-03T12:00:00.000Z  an editor: Correct the value`. */
function describeChangeset({
  id,
  state,
  edits,
  changedAt,
  author,
  title,
  revision,
  publishAt,
}: Changeset): string {
  const outcome =
    revision === null ? (publishAt === null ? '' : ` at ${publishAt}`) : ` as revision ${revision}`;
  const count = `${edits} edit${edits === 1 ? '' : 's'}`;
  return `${id}  ${state}${outcome}  ${count}  ${changedAt}  ${printable(`${author.name}: ${title}`)}`;
}
