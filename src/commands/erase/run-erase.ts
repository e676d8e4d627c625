import { readSettings } from '../../config.js';
import { conceptId } from '../../graph/concept.js';
import type { RecordedEdit } from '../../editing/edit.js';
import { touchedIds } from '../../editing/named-by-edit.js';
import { badUserInput, TertiumError } from '../../graph/errors.js';
import { erasureReasons, type ErasureKind, type ErasureReason } from '../../graph/ports/erasures.js';
import type { ErasureRequest, ErasureResult } from '../../graph/ports/erasing.js';
import type { GraphStore } from '../../graph/ports/writing.js';
import { nearestSlugs, slugOf } from '../../graph/search/nearest-slugs.js';
import { commandAudit } from '../graph/command-audit.js';
import { countWithNoun } from '../graph/describe-changes.js';
import { openExisting } from '../graph/open-graph.js';
import { stoppableWrite } from '../graph/stoppable-write.js';
import { printable } from '../terminal/printable.js';

/** The command-line options of `erase`. */
export interface EraseOptions {
  readonly text?: readonly string[];
  readonly quote?: readonly string[];
  readonly claim?: readonly string[];
  readonly source?: readonly string[];
  readonly reason?: string;
  readonly message?: string;
  readonly author: string;
  readonly confirm?: true;
  readonly traces?: true;
  readonly json?: true;
}

const maxListed = 10;

/** Erases words, reports what would be erased, or only removes the traces of erased words. Prints the outcome. */
export async function runErase(options: EraseOptions): Promise<void> {
  const { databaseUrl } = readSettings();
  const target = targetOf(options);
  if (target && options.reason === undefined)
    throw badUserInput(`Expected --reason with one of ${reasonNames.join(', ')}, got no --reason.`);
  const store = await openExisting(databaseUrl);
  try {
    if (!target) {
      await store.eraser.removeTraces();
      process.stdout.write('The traces of erased words are removed from the files of the database.\n');
      return;
    }
    const request = await requestOf(store, target, options);
    const result = await (options.confirm ? erase(store, request) : store.eraser.rehearse(request)).catch(
      async (error: unknown) => {
        throw await withSlug(store, error, target, request);
      },
    );
    const isErased = options.confirm === true;
    process.stdout.write(
      options.json
        ? `${JSON.stringify({ isErased, revision: isErased ? (result.revision?.number ?? null) : null, ...outcomeOf(result) })}\n`
        : `${describe(result, isErased).join('\n')}\n`,
    );
  } finally {
    await store.close();
  }
}

interface Target {
  readonly kind: ErasureKind;
  readonly targets: readonly string[];
}

/**
 * Returns the kind and the targets that the options name; null with `--traces`.
 * @throws {TertiumError} BAD_USER_INPUT unless exactly one of --text, --quote, --claim, --source and --traces is given
 */
function targetOf({ text, quote, claim, source, traces }: EraseOptions): Target | null {
  const named = Object.entries({ TEXT: text, QUOTE: quote, CLAIM: claim, SOURCE: source }) as [
    ErasureKind,
    readonly string[] | undefined,
  ][];
  const [found, ...others] = named.filter(([, targets]) => targets !== undefined);
  if ((found ? 1 : 0) + others.length + (traces ? 1 : 0) !== 1)
    throw badUserInput('Expected exactly one of --text, --quote, --claim, --source and --traces.');
  return found?.[1] ? { kind: found[0], targets: found[1] } : null;
}

const reasonNames = erasureReasons.map(writtenReason);

function writtenReason(reason: ErasureReason): string {
  return reason.toLowerCase().replace('_', '-');
}

async function requestOf(
  store: GraphStore,
  { kind, targets }: Target,
  { reason, message, author }: EraseOptions,
): Promise<ErasureRequest> {
  return {
    kind,
    targets: kind === 'SOURCE' ? await sourceIds(store, targets) : targets,
    reason: erasureReasons.find((each) => writtenReason(each) === reason) ?? 'OTHER',
    author,
    message: message ?? `Erase ${countWithNoun(targets.length, kind.toLowerCase())}`,
  };
}

/** Finds the ids of sources by their current or former slugs. Any other slug is taken as the first slug of an ended source. */
async function sourceIds({ reader }: GraphStore, slugs: readonly string[]): Promise<readonly string[]> {
  const view = await reader.openView();
  const found = await view?.concepts(
    slugs.map((slug) => ({ kind: 'CITED_SOURCE', reference: slug }) as const),
  );
  return slugs.map((slug, index) => found?.[index]?.id ?? conceptId('CITED_SOURCE', slug));
}

/** Replaces the NOT_FOUND error for the id of a source by one for its slug, with the nearest slugs. Returns other errors unchanged. */
async function withSlug(
  { reader }: GraphStore,
  error: unknown,
  { kind, targets: slugs }: Target,
  { targets }: ErasureRequest,
): Promise<unknown> {
  if (kind !== 'SOURCE' || !(error instanceof TertiumError) || error.code !== 'NOT_FOUND') return error;
  const slug = slugs[targets.indexOf(String(error.details['target']))];
  if (slug === undefined) return error;
  const view = await reader.openView();
  const nearest = nearestSlugs(slug, (await view?.slugsNear(['CITED_SOURCE'], slugOf(slug))) ?? []);
  const suggestion = nearest.length === 0 ? '' : ` Nearest: ${nearest.join(', ')}.`;
  return new TertiumError(
    'NOT_FOUND',
    `Expected the slug of a cited source, got ${JSON.stringify(slug)}: nothing was erased.${suggestion}`,
    { cause: error, details: { target: slug, nearest } },
  );
}

/**
 * Erases the words, then removes their traces from the files of the database, even if no words were left to erase: an
 * interrupted erasure leaves traces.
 */
async function erase({ eraser }: GraphStore, request: ErasureRequest): Promise<ErasureResult> {
  const result = await stoppableWrite((onCommit) =>
    eraser.erase(request, {
      onCommit,
      audit: commandAudit('erase', request.author),
      touchedIds: (stored) => touchedIds(stored as RecordedEdit),
    }),
  );
  try {
    await eraser.removeTraces();
  } catch (error) {
    process.stderr.write(
      'The words are erased, but the files of the database still contain traces of them: run `tertium erase --traces`.\n',
    );
    throw error;
  }
  return result;
}

function outcomeOf({ counts, places }: ErasureResult): Pick<ErasureResult, 'counts' | 'places'> {
  return { counts, places };
}

function describe({ revision, counts, places }: ErasureResult, isErased: boolean): readonly string[] {
  if (revision === null) return ['There is nothing to erase.'];
  const lines = [
    `  ${countWithNoun(counts.texts, 'stored text')}`,
    ...listed(places.texts),
    `  ${countWithNoun(counts.removed, 'claim')} that would state nothing without words: removed`,
    ...listed(places.removed),
    `  the ${counts.reworded > 0 ? 'words and quotes' : 'quotes'} of ${countWithNoun(places.changed.length, 'claim')}`,
    ...listed(places.changed),
    `  ${countWithNoun(counts.citations, 'citation')}, in all revisions together`,
    `  ${countWithNoun(counts.edits, 'edit')} in changesets, ${counts.openEdits} of them removed from open changesets`,
    ...(places.related.length === 0
      ? []
      : [
          '  Not erased: claims that replace these claims, or that these claims replace. Name them too if they repeat the words:',
          ...listed(places.related),
        ]),
  ];
  return isErased
    ? [`Revision ${revision.number}: erased from all revisions:`, ...lines]
    : ['Would be erased from all revisions:', ...lines, 'Nothing has been erased: --confirm erases.'];
}

function listed(ids: readonly string[]): readonly string[] {
  const lines = ids.slice(0, maxListed).map((id) => `    ${printable(id)}`);
  return ids.length > maxListed
    ? [...lines, `    and ${ids.length - maxListed} more (--json lists them)`]
    : lines;
}
