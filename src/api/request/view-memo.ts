import { CellCache } from '../../comparison/cache/cell-cache.js';
import type { ViewCells } from '../../comparison/cache/view-cells.js';
import type { CoveredAxes } from '../../comparison/counts/coverage.js';
import type { Spreads } from '../../comparison/cells/spreads.js';
import type { AxisGroup, AxisKnowledge } from '../../comparison/rows/axis-group.js';
import { axisKinds } from '../../graph/claim.js';
import type { CacheKey } from '../../graph/cache-keys.js';
import type { ConceptKind } from '../../graph/concept.js';
import { tagOfConcept, type DependencyRecorder } from '../../graph/dependencies/dependency-recorder.js';
import { claimedAxesTag, everyAxis, type DependencyTag } from '../../graph/dependencies/dependency-tag.js';
import { ViewStamps, type Stamp } from '../../graph/dependencies/view-stamps.js';
import type { GraphView, InMemoryClaims } from '../../graph/ports/reading.js';
import { RecordBytesCache } from '../bytes/record-bytes-cache.js';
import { inMemoryAxisKnowledge, SharedAxes } from './in-memory-axis-knowledge.js';
import { recordReference } from './record-reads.js';
import { RecordingCells } from './recording-cells.js';
import { RecordingView } from './recording-view.js';
import { ReferenceCache, ReferenceErrorCache } from './reference-cache.js';

/** A view that the read model serves from memory. Its methods return values; the docblock of `GraphView.inMemoryClaims` lists the exceptions. */
export type InMemoryView = GraphView & { readonly inMemoryClaims: InMemoryClaims };

/** The axes with claims, and the axis groups of the last selection. The approaches of a page share one selection. */
export interface CoverageAxes {
  readonly axes: CoveredAxes;
  selected: { readonly key: CacheKey; readonly groups: ReadonlySet<AxisGroup> } | null;
}

/** The caches of one in-memory view. The memo of a `RecordingView` also records the reads of its request. */
export interface ViewMemo {
  /** The JSON bytes of the view's records. */
  readonly recordBytes: RecordBytesCache;
  /** Decides which cached results are valid in the view. */
  readonly stamps: ViewStamps;
  /** Knowledge of the axes. Look-ups of names in texts are not recorded: the tags of claims cover the concepts that their texts name. */
  readonly knowledge: AxisKnowledge;
  /** The spreads, for dimensions that were not looked up through `knowledge`. */
  readonly spreads: Spreads;
  readonly cells: ViewCells;
  readonly references: Pick<ReferenceCache, 'find'>;
  readonly referenceErrors: ReferenceErrorCache;
  /** The axes of coverages; null if they are not cached. */
  coverage: CoverageAxes | null;
}

const mebibyte = 1024 * 1024;
/** The bound of a cache as a share of the view's size, because requests read more of a larger graph. Caches of small views have the minimum size. */
const share = 1 / 4;
const minRecordBytes = 80 * mebibyte;
/** The maximum size of the record-bytes cache. A generation takes half of this size, and is addressed with 31-bit integers. */
const maxRecordBytes = 2048 * mebibyte;
const minCellsBytes = 64 * mebibyte;
/** The size in bytes of one unit of the cell cache's bound. */
const cellCacheUnitBytes = 64;

/** Returns whether the read model serves a view from memory. */
export function isInMemory(view: GraphView): view is InMemoryView {
  return view.inMemoryClaims !== undefined;
}

/** Returns the memo of a view. Creates the memo at the first call. */
export function memoOf(view: InMemoryView): ViewMemo {
  if (!(view instanceof RecordingView)) return sharedMemoOf(view, view);
  const recording = view as RecordingView<ViewMemo>;
  return (recording.memo ??= new RecordingMemo(
    sharedMemoOf(recording.inner as InMemoryView, recording.reader),
    recording.recorder,
  ));
}

/** The caches that all views of a reader share. An entry stays valid until a publication touches it. */
class SharedCaches {
  readonly recordBytes: RecordBytesCache;
  readonly cells: CellCache;
  readonly axes = new SharedAxes();
  coverage: { readonly axes: CoverageAxes; readonly stamp: Stamp } | null = null;
  /** The newest view. Look-ups read it after their own view was released. The reference is weak, so that unused views are released. */
  #latest: WeakRef<InMemoryView>;
  #revision: number;

  constructor(view: InMemoryView) {
    const shareBytes = view.inMemoryClaims.byteLength * share;
    this.recordBytes = new RecordBytesCache(Math.min(Math.max(minRecordBytes, shareBytes), maxRecordBytes));
    this.cells = new CellCache(Math.max(minCellsBytes, shareBytes) / cellCacheUnitBytes);
    this.#latest = new WeakRef(view);
    this.#revision = view.revision.number;
  }

  /** Returns the view for look-ups whose own view was released. @throws {TypeError} if this view was released, too */
  readonly latest = (): InMemoryView => {
    const view = this.#latest.deref();
    if (!view) throw new TypeError('Expected a view that a request reads, got a released view.');
    return view;
  };

  /** Creates the memo of a view. */
  at(view: InMemoryView): ViewMemo {
    const { number } = view.revision;
    if (number >= this.#revision || !this.#latest.deref()) {
      this.#latest = new WeakRef(view);
      this.#revision = number;
    }
    return new MemoInView(this, view);
  }
}

const sharedCaches = new WeakMap<object, SharedCaches>();
const memos = new WeakMap<GraphView, ViewMemo>();

/** Returns the memo that all requests of a view share. @param reader identifies the views that share caches */
function sharedMemoOf(view: InMemoryView, reader: object): ViewMemo {
  let memo = memos.get(view);
  if (!memo) {
    let caches = sharedCaches.get(reader);
    if (!caches) {
      caches = new SharedCaches(view);
      sharedCaches.set(reader, caches);
    }
    memo = caches.at(view);
    memos.set(view, memo);
  }
  return memo;
}

const coverageTags: readonly DependencyTag[] = [everyAxis, ...axisKinds.map(claimedAxesTag)];

/** The memo of one view, on the caches that it shares with other views of its reader. */
class MemoInView implements ViewMemo {
  readonly recordBytes: RecordBytesCache;
  readonly stamps: ViewStamps;
  readonly knowledge: AxisKnowledge;
  readonly spreads: Spreads;
  readonly cells: ViewCells;
  readonly references = new ReferenceCache();
  readonly referenceErrors = new ReferenceErrorCache();
  readonly #shared: SharedCaches;

  constructor(shared: SharedCaches, view: InMemoryView) {
    this.#shared = shared;
    this.stamps = new ViewStamps(view.revision.number, view.publications);
    this.recordBytes = shared.recordBytes;
    this.knowledge = inMemoryAxisKnowledge(view, this.stamps, shared.axes, shared.latest);
    this.spreads = this.knowledge.spreads;
    const { nameLookup } = this.knowledge;
    this.cells = shared.cells.at({ claims: view.inMemoryClaims, nameLookup, stamps: this.stamps });
  }

  get coverage(): CoverageAxes | null {
    const { coverage } = this.#shared;
    return coverage && this.stamps.isValid(coverage.stamp, coverageTags) ? coverage.axes : null;
  }

  set coverage(axes: CoverageAxes | null) {
    const { coverage } = this.#shared;
    if (coverage && coverage.stamp.last > this.stamps.revision) return;
    this.#shared.coverage = axes && { axes, stamp: this.stamps.now() };
  }
}

/** A memo that records the reads of one request. */
class RecordingMemo implements ViewMemo {
  readonly recordBytes: RecordBytesCache;
  readonly stamps: ViewStamps;
  readonly knowledge: AxisKnowledge;
  readonly spreads: Spreads;
  readonly cells: ViewCells;
  readonly references: Pick<ReferenceCache, 'find'>;
  readonly referenceErrors: ReferenceErrorCache;
  readonly #shared: ViewMemo;
  readonly #recorder: DependencyRecorder;

  constructor(shared: ViewMemo, recorder: DependencyRecorder) {
    this.#shared = shared;
    this.#recorder = recorder;
    this.recordBytes = shared.recordBytes;
    this.stamps = shared.stamps;
    this.referenceErrors = shared.referenceErrors;
    this.knowledge = recordingKnowledge(shared.knowledge, recorder);
    this.spreads = recordingSpreads(shared.spreads, recorder);
    this.cells = new RecordingCells(shared.cells, recorder);
    this.references = {
      find: (references, kinds, resolve) => {
        const found = shared.references.find(references, kinds, (reference) =>
          recorder.unrecorded(() => resolve(reference)),
        );
        recordReferences(recorder, kinds, references);
        for (const concepts of found) for (const { id } of concepts) recorder.concept(id);
        return found;
      },
    };
  }

  get coverage(): CoverageAxes | null {
    for (const kind of axisKinds) this.#recorder.claimedAxes(kind);
    this.#recorder.tag(everyAxis);
    return this.#shared.coverage;
  }

  set coverage(axes: CoverageAxes | null) {
    this.#shared.coverage = axes;
  }
}

/** Records the axes that are looked up. The tag of an axis covers its equivalents and its spread. */
function recordingKnowledge(
  { axes, equivalents, nameLookup, spreads }: AxisKnowledge,
  recorder: DependencyRecorder,
): AxisKnowledge {
  // The equivalents of an axis are mostly looked up right after the axis.
  let last: { readonly id: string; readonly scope: object } | null = null;
  const record = (id: string): void => {
    const { scope } = recorder;
    if (last?.id === id && last.scope === scope) return;
    recorder.axis(tagOfConcept(id));
    last = { id, scope };
  };
  return {
    axes: {
      get(id) {
        record(id);
        return axes.get(id);
      },
    },
    equivalents(id) {
      record(id);
      return equivalents(id);
    },
    nameLookup,
    spreads,
  };
}

function recordingSpreads(spreads: Spreads, recorder: DependencyRecorder): Spreads {
  return {
    of(dimension) {
      recorder.concept(dimension.id);
      return spreads.of(dimension);
    },
    measuring(dimension) {
      recorder.concept(dimension.id);
      return spreads.measuring(dimension);
    },
  };
}

function recordReferences(
  recorder: DependencyRecorder,
  kinds: readonly ConceptKind[],
  references: readonly string[],
): void {
  // Most references are those of axes whose kind is not known: one tag instead of one for each kind.
  const areToAxes =
    kinds.length > 1 && kinds.every((kind) => (axisKinds as readonly ConceptKind[]).includes(kind));
  for (const reference of references) {
    if (areToAxes && !reference.includes('/')) recorder.axisSlug(reference);
    else for (const kind of kinds) recordReference(recorder, kind, reference);
  }
}
