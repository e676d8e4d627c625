import { CellScope } from '../../comparison/cells/content-ids.js';
import { compareCells, scopeOf } from '../../comparison/compare.js';
import type { ComparedRows } from '../../comparison/difference/difference.js';
import type { AxisKnowledge } from '../../comparison/rows/axis-group.js';
import { gatherCells, type GatheredCells } from '../../comparison/rows/cell-source.js';
import { axisPredicates, type Claim, type Predicate } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import { inSlice, inSlices, type Steps } from '../../graph/work/steps.js';
import { axesOf, loadAxisKnowledge } from '../request/axis-knowledge.js';
import type { RequestView } from '../request/request-view.js';
import { isInMemory } from '../request/view-memo.js';

/** A comparison along some axes. */
export interface ComparedAlong {
  /** The ids of the approaches, in order. */
  readonly approaches: readonly string[];
  /** The ids of the axes, with all axes that are equivalent to them. */
  readonly axes: readonly string[];
}

const axisPredicateList: readonly Predicate[] = Object.values(axisPredicates);
const nothing: readonly never[] = Object.freeze([]);

/**
 * Several comparisons in one view, each along some axes. The rows of a comparison equal those of the comparison along all axes, without the rows of
 * the other axes. What all comparisons read is loaded at once, so the number of reads does not grow with the number of comparisons.
 */
export class RowsAlong {
  readonly #view: RequestView;
  readonly #found: ReadonlyMap<string, Approach>;
  /** The approaches that only the other view has. */
  readonly #absent: ReadonlyMap<string, Approach>;
  readonly #cells: GatheredCells;
  readonly #knowledge: AxisKnowledge;

  private constructor(
    view: RequestView,
    found: ReadonlyMap<string, Approach>,
    absent: ReadonlyMap<string, Approach>,
    cells: GatheredCells,
    knowledge: AxisKnowledge,
  ) {
    this.#view = view;
    this.#found = found;
    this.#absent = absent;
    this.#cells = cells;
    this.#knowledge = knowledge;
  }

  /**
   * Loads what comparisons in a view read.
   * @param others the view that has the approaches that the view lacks
   */
  static async load(
    requestView: RequestView,
    others: RequestView,
    comparisons: readonly ComparedAlong[],
  ): Promise<RowsAlong> {
    const ids = [...new Set(comparisons.flatMap(({ approaches }) => approaches))];
    const found = await loadApproachesIn(requestView, ids);
    const absent = await loadApproachesIn(
      others,
      ids.filter((id) => !found.has(id)),
    );
    const axes = [...new Set(comparisons.flatMap((each) => each.axes))];
    const claims = await claimsAlong(requestView, ids, axes);
    const knowledge = await loadAxisKnowledge(requestView, claims, {
      ...{ moreAxes: [], moreConcepts: [], hasSources: false },
    });
    await requestView.spreads.load(
      axesOf(claims).flatMap((id) => {
        const axis = knowledge.axes.get(id);
        return axis ? [axis] : [];
      }),
    );
    const { number } = requestView.view.revision;
    const cells = await inSlices(
      gatherCells(claims, [], knowledge.nameLookup, new CellScope([], number)),
      requestView.pace,
    );
    return new RowsAlong(requestView, found, absent, cells, knowledge);
  }

  /** Compares in steps. An approach that does not exist in the view has a column without claims. */
  *rowsOf({ approaches, axes }: ComparedAlong): Steps<ComparedRows> {
    const columns = approaches.map((id) => this.#found.get(id) ?? this.#absent.get(id));
    const compared = columns.filter((approach) => approach !== undefined);
    if (compared.length < columns.length)
      throw new TypeError('Expected approaches that one of the views has.');
    const scope = scopeOf(compared, {}, this.#view.view.revision.number);
    const rows = yield* compareCells(compared, this.#knowledge, this.#cells.along(axes), {}, scope);
    return { approaches: approaches.map((id) => this.#found.get(id) ?? null), rows };
  }
}

async function loadApproachesIn(
  { loaders }: RequestView,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Approach>> {
  const references = ids.map((reference) => ({ kind: 'APPROACH' as const, reference }));
  const found = (await loaders.reference.loadMany(references)) as readonly (Approach | null)[];
  return new Map(found.flatMap((approach) => (approach ? [[approach.id, approach]] : [])));
}

/** The maximum number of pairs of an approach and an axis whose claims are read at once: an in-memory view reads them in one step. */
const pairsPerRead = 10_000;

/** Loads the claims of approaches along axes, in one read for many pairs of an approach and an axis. */
async function claimsAlong(
  requestView: RequestView,
  approaches: readonly string[],
  axes: readonly string[],
): Promise<readonly Claim[]> {
  if (axes.length === 0) return nothing;
  const count = Math.max(1, Math.floor(pairsPerRead / axes.length));
  const claims: Claim[][] = [];
  for (let start = 0; start < approaches.length; start += count) {
    const some = approaches.slice(start, start + count);
    const lists = await inSlice(() => readClaims(requestView, some, axes), requestView.pace);
    claims.push(lists.flat());
  }
  return claims.flat();
}

function readClaims(
  { view, loaders }: RequestView,
  approaches: readonly string[],
  axes: readonly string[],
): MaybePromise<readonly (readonly Claim[])[]> {
  // The loaders of an in-memory view would read each key separately.
  if (isInMemory(view)) return view.claimsAbout(approaches, { predicates: axisPredicateList, targets: axes });
  return loaders.claimsAbout.loadMany(
    approaches.flatMap((concept) =>
      axisPredicateList.map((predicate) => ({ concept, predicate, targets: axes })),
    ),
  );
}
