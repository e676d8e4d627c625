import type { Axis } from '../../comparison/cells/axis.js';
import { compare, compareCells, scopeOf, type AxisSelection } from '../../comparison/compare.js';
import type { ComparedRows } from '../../comparison/difference/difference.js';
import { ConditionedCells } from '../../comparison/rows/conditioned-cells.js';
import type { ComparisonScope } from '../../comparison/cells/content-ids.js';
import type { ComparisonRow } from '../../comparison/rows/row.js';
import { allMaybe, mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import {
  axisKinds,
  axisPredicates,
  predicateRules,
  type AxisKind,
  type Claim,
  type Predicate,
} from '../../graph/claim.js';
import type { Pace } from '../../graph/work/pace.js';
import { inSlices, inSlice, type Steps } from '../../graph/work/steps.js';
import { kindOfId, type Approach } from '../../graph/concept.js';
import type { ConceptReference } from '../../graph/ports/reading.js';
import { badUserInput } from '../../graph/errors.js';
import { digest } from '../../graph/identity.js';
import type { ClaimKey, Loaders } from '../../graph/loaders/loader-set.js';
import { loadApproaches } from '../references/approach-references.js';
import { loadAxisKnowledge } from '../request/axis-knowledge.js';
import type { AxisSelectionInput } from './comparison.type.js';
import type { ApproachSelection } from '../filters/approach-list.js';
import { loadSelectedApproaches } from '../filters/selected-approaches.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';
import { withoutPromise } from '../request/in-memory-axis-knowledge.js';
import { loadReferences } from '../references/reference.js';
import { isInMemory, memoOf, type InMemoryView } from '../request/view-memo.js';

export const minApproaches = 2;
export const maxAxes = 500;

/** A comparison with the data that its fields need. */
export interface LoadedComparison {
  /** Covers the approaches in order, `along`, `approachesLeftOut`, and the revision if the request selects one. */
  readonly id: string;
  readonly revision: number;
  /** The revision that `at` or `asOf` selects; null if the request selects none. */
  readonly at: number | null;
  readonly approaches: readonly Approach[];
  readonly rows: readonly ComparisonRow[];
  /** The claims about `questions`: those without a target, and those with a compared approach as target. */
  readonly answers: readonly Claim[];
  /** Ids of the questions about exactly these approaches. */
  readonly questions: readonly string[];
  readonly selection: AxisSelection;
  /** The number of approaches that match the filter but are not compared; 0 without a filter. */
  readonly approachesLeftOut: number;
  /** Identifies the lists of the comparison in cursors. */
  readonly identity: readonly unknown[];
}

/** The predicates of the claims that a comparison reads about its questions. */
const questionPredicates: readonly Predicate[] = ['ASKS_ABOUT', 'DISTINGUISHED_BY', 'CONCLUDES'];

/**
 * Loads the data of a comparison, and compares the approaches.
 * @param references ids or slugs of the approaches
 * @param at the revision that the request selects, which is part of the ids; null if it selects none: see `pinnedRevision`
 * @throws {TertiumError} BAD_USER_INPUT for a list of an invalid length, or for two references to the same approach; NOT_FOUND, with the nearest
 *   slugs, for a reference without a concept
 */
export function loadComparison(
  requestView: RequestView,
  references: readonly string[],
  along: AxisSelectionInput,
  at: number | null,
): MaybePromise<LoadedComparison> {
  const load = (): MaybePromise<readonly Approach[]> =>
    loadApproaches(requestView, references, minApproaches);
  return inSlice(() => resolveAndCompare(requestView, load, along, at), requestView.pace);
}

/**
 * Compares the first approaches that a selection matches, in the order of the selection.
 * @param at see `loadComparison`
 * @returns null if the selection matches fewer than two approaches
 * @throws {TertiumError} the errors of `loadComparison`, and those of `loadApproachPage`
 */
export async function loadSelectedComparison(
  context: RequestContext,
  requestView: RequestView,
  selection: ApproachSelection,
  along: AxisSelectionInput,
  at: number | null,
): Promise<LoadedComparison | null> {
  checkSelection(along);
  const { approaches, leftOut } = await loadSelectedApproaches(context, requestView, selection);
  if (approaches.length < minApproaches) return null;
  const comparison = await inSlice(
    () => resolveAndCompare(requestView, () => approaches, along, at),
    requestView.pace,
  );
  return leftOut === 0 ? comparison : new SelectedComparison(comparison, leftOut);
}

function resolveAndCompare(
  requestView: RequestView,
  load: () => MaybePromise<readonly Approach[]>,
  along: AxisSelectionInput,
  at: number | null,
): MaybePromise<LoadedComparison> {
  const { view } = requestView;
  checkSelection(along);
  const kinds = along.kinds ? [...new Set(along.kinds)] : axisKinds;
  const loading = allMaybe([
    load(),
    along.axes ? loadReferences(requestView, 'along.axes', along.axes, kinds) : [],
  ]);
  return mapMaybe(loading, ([approaches = [], requestedAxes = []]) => {
    const compared = approaches as readonly Approach[];
    // Duplicates are removed by id, because a SQL view can return several objects for one axis.
    const axes = along.axes
      ? [...new Map((requestedAxes as readonly Axis[]).map((axis) => [axis.id, axis])).values()]
      : null;
    return isInMemory(view)
      ? compareInMemory(view, compared, along, axes, at, requestView.pace)
      : compareFromStore(requestView, compared, along, kinds, axes, at);
  });
}

/**
 * Loads the rows of a comparison in another view, mostly that of an earlier revision. An approach that does not exist in the other view has a
 * column without claims; a requested axis that does not exist there has no row.
 * @param earlier the other view. If it has the revision number of the comparison, the rows are those of the comparison
 */
export function loadEarlierRows(
  earlier: RequestView,
  { approaches, rows: laterRows, revision, selection }: LoadedComparison,
): MaybePromise<ComparedRows> {
  const { view, loaders, pace } = earlier;
  const { number } = earlier.revision;
  if (number === revision) return { approaches, rows: laterRows };
  const referencesOf = (ids: readonly string[]): readonly ConceptReference[] =>
    ids.flatMap((reference) => {
      const kind = kindOfId(reference);
      return kind ? [{ kind, reference }] : [];
    });
  const loading = allMaybe([
    loaders.reference.loadMany(referencesOf(approaches.map(({ id }) => id))),
    loaders.reference.loadMany(referencesOf(selection.axes ?? [])),
  ]);
  return mapMaybe(loading, ([found = [], foundAxes = []]) => {
    const earlierApproaches = found as readonly (Approach | null)[];
    const columns = approaches.map((approach, column) => earlierApproaches[column] ?? approach);
    const axes = selection.axes ? (foundAxes.filter((axis) => axis !== null) as readonly Axis[]) : null;
    if (axes?.length === 0) return { approaches: earlierApproaches, rows: [] };
    const rows = isInMemory(view)
      ? compareInMemory(view, columns, selection, axes, number, pace)
      : compareFromStore(earlier, columns, selection, selection.kinds ?? axisKinds, axes, number);
    return mapMaybe(rows, (compared) => ({ approaches: earlierApproaches, rows: compared.rows }));
  });
}

/**
 * Loads the measured spans of the axes of rows, so that the distances of the rows can be computed. An in-memory view measures the spans when
 * they are looked up.
 */
export function loadSpreadsOf(
  { view, spreads }: RequestView,
  rows: readonly ComparisonRow[],
): MaybePromise<void> {
  return isInMemory(view) ? undefined : spreads.load(rows.map(({ axis }) => axis));
}

async function compareFromStore(
  requestView: RequestView,
  approaches: readonly Approach[],
  along: AxisSelectionInput,
  kinds: readonly AxisKind[],
  axes: readonly Axis[] | null,
  at: number | null,
): Promise<LoadedComparison> {
  const { view, loaders, pace } = requestView;
  const [questions, restriction] = await Promise.all([
    loaders.questionsAbout.load(approaches.map(({ id }) => id)),
    axes && loaders.equivalents.loadMany(axes.map(({ id }) => id)),
  ]);
  const claims = await loadClaims(
    loaders,
    approaches,
    questions,
    kinds,
    restriction ? [...new Set(restriction.flat())] : null,
  );
  const knowledge = await loadAxisKnowledge(requestView, claims, {
    moreAxes: axes ?? [],
    moreConcepts: questions,
    hasSources: true,
  });
  const selection = toSelection(along, axes);
  const scope = scopeOf(approaches, selection, at);
  return {
    get id() {
      return idOf(scope, selection);
    },
    get revision() {
      return view.revision.number;
    },
    at,
    approaches,
    rows: await inSlices(compare({ ...knowledge, approaches, claims }, selection, scope), pace),
    answers: answersAbout(
      approaches,
      claims.filter(({ subject }) => questions.includes(subject)),
    ),
    questions,
    selection,
    approachesLeftOut: 0,
    identity: [approaches.map(({ id }) => id), selection],
  };
}

/** Compares in an in-memory view, which needs no batches. */
function compareInMemory(
  view: InMemoryView,
  approaches: readonly Approach[],
  along: AxisSelectionInput,
  axes: readonly Axis[] | null,
  at: number | null,
  pace: Pace,
): MaybePromise<LoadedComparison> {
  const selection = toSelection(along, axes);
  const scope = scopeOf(approaches, selection, at);
  return mapMaybe(
    inSlices(compareCellsInMemory(view, approaches, selection, scope, at), pace),
    (rows) => new InMemoryComparison(view, approaches, rows, selection, scope, at),
  );
}

/** Compares in steps. Only cells without conditions are cached. If the request selects a revision, the cached cells get different ids. */
function* compareCellsInMemory(
  view: InMemoryView,
  approaches: readonly Approach[],
  selection: AxisSelection,
  scope: ComparisonScope,
  at: number | null,
): Steps<readonly ComparisonRow[]> {
  const { knowledge, cells } = memoOf(view);
  const { under } = selection;
  const source = under
    ? new ConditionedCells(view.inMemoryClaims, under, knowledge.nameLookup, scope.cells)
    : at === null
      ? cells
      : cells.pinnedTo(at);
  return yield* compareCells(approaches, knowledge, source, selection, scope);
}

function idOf(scope: ComparisonScope, { kinds, axes, groups }: AxisSelection): string {
  return scope.comparisonId([kinds ?? null, axes ?? null, groups ?? null]);
}

/** A comparison without some of the approaches that match its filter. Its id covers the number of these approaches. */
class SelectedComparison implements LoadedComparison {
  readonly approachesLeftOut: number;
  readonly #comparison: LoadedComparison;

  constructor(comparison: LoadedComparison, leftOut: number) {
    this.#comparison = comparison;
    this.approachesLeftOut = leftOut;
  }

  get id(): string {
    return `comparison/${digest([this.#comparison.id, this.approachesLeftOut])}`;
  }

  get revision(): number {
    return this.#comparison.revision;
  }

  get at(): number | null {
    return this.#comparison.at;
  }

  get approaches(): readonly Approach[] {
    return this.#comparison.approaches;
  }

  get rows(): readonly ComparisonRow[] {
    return this.#comparison.rows;
  }

  get answers(): readonly Claim[] {
    return this.#comparison.answers;
  }

  get questions(): readonly string[] {
    return this.#comparison.questions;
  }

  get selection(): AxisSelection {
    return this.#comparison.selection;
  }

  get identity(): readonly unknown[] {
    return this.#comparison.identity;
  }
}

/** A comparison in an in-memory view. Its questions are searched for only if they are requested. */
class InMemoryComparison implements LoadedComparison {
  readonly at: number | null;
  readonly approaches: readonly Approach[];
  readonly rows: readonly ComparisonRow[];
  readonly approachesLeftOut = 0;
  readonly #view: InMemoryView;
  readonly selection: AxisSelection;
  readonly #scope: ComparisonScope;
  #questions: readonly string[] | undefined;

  constructor(
    view: InMemoryView,
    approaches: readonly Approach[],
    rows: readonly ComparisonRow[],
    selection: AxisSelection,
    scope: ComparisonScope,
    at: number | null,
  ) {
    this.at = at;
    this.approaches = approaches;
    this.rows = rows;
    this.#view = view;
    this.selection = selection;
    this.#scope = scope;
  }

  get id(): string {
    return idOf(this.#scope, this.selection);
  }

  get revision(): number {
    return this.#view.revision.number;
  }

  get identity(): readonly unknown[] {
    return [this.approaches.map(({ id }) => id), this.selection];
  }

  get questions(): readonly string[] {
    return (this.#questions ??= this.#findQuestions());
  }

  get answers(): readonly Claim[] {
    const questionClaims = withoutPromise(
      this.#view.claimsAbout(this.questions, { predicates: questionPredicates }),
    );
    return answersAbout(this.approaches, questionClaims.flat());
  }

  #findQuestions(): readonly string[] {
    return withoutPromise(this.#view.questionsAbout([this.approaches.map(({ id }) => id)]))[0] ?? [];
  }
}

/** Selects the claims without a target, and the claims with a compared approach as target. */
function answersAbout(approaches: readonly Approach[], questionClaims: readonly Claim[]): readonly Claim[] {
  const compared = new Set(approaches.map(({ id }) => id));
  return questionClaims.filter(({ target }) => target === null || compared.has(target));
}

function checkSelection(along: AxisSelectionInput): void {
  for (const part of ['kinds', 'axes', 'groups', 'under'] as const) {
    const length = along[part]?.length;
    if (length === undefined || (length > 0 && length <= maxAxes)) continue;
    throw badUserInput(`along.${part}: expected 1 to ${maxAxes} values or no list, got ${length}.`, {
      argument: `along.${part}`,
    });
  }
}

/**
 * Loads the claims of the approaches along the axes, and the claims about the questions, in one batch.
 * @param restriction ids of the requested axes and their equivalents; null for all axes
 */
async function loadClaims(
  loaders: Loaders,
  approaches: readonly Approach[],
  questions: readonly string[],
  kinds: readonly AxisKind[],
  restriction: readonly string[] | null,
): Promise<readonly Claim[]> {
  const approachIds = approaches.map(({ id }) => id);
  // All keys have the same targets, so that one batch loads all claims. Claims about questions can have approaches as targets.
  const targets = restriction ? { targets: [...restriction, ...approachIds] } : {};
  const keysOf = (concepts: readonly string[], predicates: readonly Predicate[]): readonly ClaimKey[] =>
    concepts.flatMap((concept) => predicates.map((predicate) => ({ concept, predicate, ...targets })));
  const questionKeys = keysOf(questions, questionPredicates);
  const [alongAxes, questionClaims] = await Promise.all([
    loaders.claimsAbout.loadMany(
      keysOf(
        approachIds,
        kinds.map((kind) => axisPredicates[kind]),
      ),
    ),
    loaders.claimsAbout.loadMany(questionKeys),
  ]);
  questionKeys.forEach(({ concept, predicate }, index) => {
    // With a restriction, the list lacks claims with other targets, so it must not be cached as complete.
    const isComplete = restriction === null || predicateRules[predicate].targets.length === 0;
    if (isComplete) loaders.claimsAbout.prime({ concept, predicate }, questionClaims[index] ?? []);
  });
  return [...alongAxes, ...questionClaims].flat();
}

function toSelection(
  { kinds, groups, under }: AxisSelectionInput,
  axes: readonly Axis[] | null,
): AxisSelection {
  return {
    ...(kinds ? { kinds } : {}),
    ...(axes ? { axes: axes.map(({ id }) => id) } : {}),
    ...(groups ? { groups } : {}),
    ...(under ? { under: under.map(({ key, value }) => ({ key, value })) } : {}),
  };
}
