import { CellScope } from '../../comparison/cells/content-ids.js';
import { compareCells, scopeOf } from '../../comparison/compare.js';
import type { Axis } from '../../comparison/cells/axis.js';
import type { ComparedRows } from '../../comparison/difference/difference.js';
import { isSameConcept } from '../../comparison/difference/same-content.js';
import type { AxisKnowledge } from '../../comparison/rows/axis-group.js';
import { gatherCells, type GatheredCells } from '../../comparison/rows/cell-source.js';
import { axisPredicates, type Claim, type Predicate } from '../../graph/claim.js';
import type { Approach, Concept } from '../../graph/concept.js';
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

/** The claims and concepts that differ between two views. */
export interface ViewChanges {
  /** The claims that differ; null in the view that does not have the claim. */
  readonly claims: readonly { readonly before: ChangedClaim | null; readonly after: ChangedClaim | null }[];
  /** The concepts that differ. */
  readonly concepts: readonly unknown[];
}

interface ChangedClaim {
  readonly claim: Pick<Claim, 'subject' | 'predicate' | 'target'>;
}

/**
 * Several comparisons in one view, each along some axes. The rows of a comparison equal those of the comparison along all axes, without the
 * rows of the other axes. All comparisons share their reads.
 */
export class RowsAlong {
  readonly #view: RequestView;
  readonly #found: ReadonlyMap<string, Approach>;
  /** The approaches of the other view, for columns of approaches that this view does not have. */
  readonly #foundInOther: ReadonlyMap<string, Approach>;
  readonly #cells: GatheredCells;
  readonly #knowledge: AxisKnowledge;

  private constructor(
    view: RequestView,
    found: ReadonlyMap<string, Approach>,
    foundInOther: ReadonlyMap<string, Approach>,
    cells: GatheredCells,
    knowledge: AxisKnowledge,
  ) {
    this.#view = view;
    this.#found = found;
    this.#foundInOther = foundInOther;
    this.#cells = cells;
    this.#knowledge = knowledge;
  }

  /**
   * Loads the data of comparisons in two views. In the later view, reads only the claims of cells that the changes touch. Equal concepts and
   * claims are the same objects in both views, so that their contents need not be compared.
   * @param changes all differences between the views
   */
  static async loadBoth(
    before: RequestView,
    after: RequestView,
    comparisons: readonly ComparedAlong[],
    changes: ViewChanges,
  ): Promise<readonly [earlier: RowsAlong, later: RowsAlong]> {
    const ids = [...new Set(comparisons.flatMap(({ approaches }) => approaches))];
    const foundBefore = await loadApproachesIn(before, ids);
    const foundAfter = withSameObjects(await loadApproachesIn(after, ids), foundBefore);
    const axes = [...new Set(comparisons.flatMap((each) => each.axes))];
    const claims = await claimsAlong(before, ids, axes);
    const knowledge = await loadKnowledge(before, claims);
    const cells = await inSlices(gatherCells(claims, [], knowledge.nameLookup, scopeIn(before)), before.pace);
    const changed = changedCells(changes, new Set(ids), new Set(axes));
    const claimsAfter = await claimsOfCells(after, changed);
    const isUnchanged = ({ target, subject }: Claim): boolean => !changed.get(target ?? '')?.has(subject);
    const knowledgeAfter = await loadKnowledge(after, [...claims.filter(isUnchanged), ...claimsAfter]);
    const cellsAfter = await inSlices(
      cells.inOtherView({
        cells: changed,
        claims: claimsAfter,
        nameLookup: knowledgeAfter.nameLookup,
        scope: scopeIn(after),
        hasSameContents: changes.concepts.length === 0 && !changesEquivalents(changes),
      }),
      after.pace,
    );
    const axesAfter = withSameObjects(knowledgeAfter.axes, knowledge.axes);
    return [
      new RowsAlong(before, foundBefore, foundAfter, cells, knowledge),
      new RowsAlong(after, foundAfter, foundBefore, cellsAfter, { ...knowledgeAfter, axes: axesAfter }),
    ];
  }

  /** Compares in steps. An approach that does not exist in the view has a column without claims. */
  *rowsOf({ approaches, axes }: ComparedAlong): Steps<ComparedRows> {
    const columns = approaches.map((id) => this.#found.get(id) ?? this.#foundInOther.get(id));
    const compared = columns.filter((approach) => approach !== undefined);
    if (compared.length < columns.length)
      throw new TypeError(
        'Expected approaches that one of the views has, got an approach that neither view has.',
      );
    const scope = scopeOf(compared, {}, this.#view.view.revision.number);
    const rows = yield* compareCells(compared, this.#knowledge, this.#cells.along(axes), {}, scope);
    return { approaches: approaches.map((id) => this.#found.get(id) ?? null), rows };
  }
}

function scopeIn({ view }: RequestView): CellScope {
  return new CellScope([], view.revision.number);
}

/** Loads the axes of claims, with their spreads. */
async function loadKnowledge(view: RequestView, claims: readonly Claim[]): Promise<KnownAxes> {
  const { axes, ...knowledge } = await loadAxisKnowledge(view, claims, {
    ...{ moreAxes: [], moreConcepts: [], hasSources: false },
  });
  const known = new Map(
    axesOf(claims).flatMap((id) => {
      const axis = axes.get(id);
      return axis ? [[id, axis] as const] : [];
    }),
  );
  await view.spreads.load([...known.values()]);
  return { ...knowledge, axes: known };
}

type KnownAxes = AxisKnowledge & { readonly axes: ReadonlyMap<string, Axis> };

/** Replaces each concept by the object of the other view, if that object has the same content. */
function withSameObjects<Item extends Concept>(
  concepts: ReadonlyMap<string, Item>,
  others: ReadonlyMap<string, Item>,
): ReadonlyMap<string, Item> {
  return new Map(
    [...concepts].map(([id, concept]) => {
      const other = others.get(id);
      return [id, other && isSameConcept(other, concept) ? other : concept];
    }),
  );
}

/** Finds the cells with changed claims: the ids of the approaches, by the id of the axis. */
function changedCells(
  { claims }: ViewChanges,
  approaches: ReadonlySet<string>,
  axes: ReadonlySet<string>,
): ReadonlyMap<string, ReadonlySet<string>> {
  const changed = new Map<string, Set<string>>();
  for (const { subject, predicate, target } of claimsIn(claims)) {
    if (target === null || !axes.has(target) || !approaches.has(subject)) continue;
    if (!axisPredicateList.includes(predicate)) continue;
    const subjects = changed.get(target);
    if (subjects) subjects.add(subject);
    else changed.set(target, new Set([subject]));
  }
  return changed;
}

function changesEquivalents({ claims }: ViewChanges): boolean {
  return claimsIn(claims).some(({ predicate }) => predicate === 'EQUIVALENT_TO');
}

function claimsIn(changes: ViewChanges['claims']): readonly ChangedClaim['claim'][] {
  return changes.flatMap(({ before, after }) =>
    [before, after].flatMap((each) => (each ? [each.claim] : [])),
  );
}

/** Loads the claims of cells. @param cells the ids of the approaches, by the id of the axis */
async function claimsOfCells(
  view: RequestView,
  cells: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<readonly Claim[]> {
  const approaches = [...new Set([...cells.values()].flatMap((subjects) => [...subjects]))];
  const claims = await claimsAlong(view, approaches, [...cells.keys()]);
  return claims.filter(({ subject, target }) => cells.get(target ?? '')?.has(subject));
}

async function loadApproachesIn(
  { loaders }: RequestView,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Approach>> {
  const references = ids.map((reference) => ({ kind: 'APPROACH' as const, reference }));
  const found = (await loaders.reference.loadMany(references)) as readonly (Approach | null)[];
  return new Map(found.flatMap((approach) => (approach ? [[approach.id, approach]] : [])));
}

/**
 * The maximum number of pairs of an approach and an axis in one read, unless one approach has more. An in-memory view reads the claims of these
 * pairs in one step, without yielding.
 */
const pairsPerRead = 10_000;

/** Loads the claims of approaches along axes, in reads of many pairs of an approach and an axis. */
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
