import { axisKinds, type AxisKind } from '../../graph/claim.js';
import type { Axis } from '../../comparison/cells/axis.js';
import type { AxisKnowledge } from '../../comparison/rows/axis-group.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import { kindOfId } from '../../graph/concept.js';
import { conceptTag, type DependencyTag } from '../../graph/dependencies/dependency-tag.js';
import type { Stamp, ViewStamps } from '../../graph/dependencies/view-stamps.js';
import type { DimensionSpread } from '../../graph/spreads/dimension-spread.js';
import { fold } from '../../graph/text/fold.js';
import type { GraphView, InMemoryClaims } from '../../graph/ports/reading.js';

type InMemoryView = GraphView & { readonly inMemoryClaims: InMemoryClaims };

const noNames: ReadonlySet<string> = new Set();
const isAxisKind = (kind: string | undefined): kind is AxisKind =>
  (axisKinds as readonly (string | undefined)[]).includes(kind);

/** An axis and its equivalents. */
interface KnownAxis {
  readonly axis: Axis | undefined;
  readonly equivalents: readonly string[];
  readonly stamp: Stamp;
  readonly tags: readonly [DependencyTag];
}

/** The axes that views of one reader have looked up, and their equivalents. An entry is valid until a publication touches the axis. */
export class SharedAxes {
  readonly #axes = new Map<string, KnownAxis>();

  /** Returns the axis with an id in a view. Looks the axis up in the view if it is not cached or has changed. */
  find(id: string, view: GraphView, stamps: ViewStamps): KnownAxis {
    const cached = this.#axes.get(id);
    if (cached && stamps.isValid(cached.stamp, cached.tags)) return cached;
    const known: KnownAxis = {
      axis: findAxis(view, id),
      equivalents: withoutPromise(view.equivalents([id]))[0] ?? [id],
      stamp: stamps.now(),
      tags: cached?.tags ?? [conceptTag(id)],
    };
    if (!cached || cached.stamp.last < stamps.revision) this.#axes.set(id, known);
    return known;
  }
}

/**
 * Creates the axis knowledge of an in-memory view. Shared caches refer to the axis knowledge longer than the view is in use, so the axis
 * knowledge refers to the view weakly. After the view is released, look-ups read `latest` instead.
 * @param latest returns a view of the reader that has not been released
 */
export function inMemoryAxisKnowledge(
  view: InMemoryView,
  stamps: ViewStamps,
  shared: SharedAxes,
  latest: () => InMemoryView,
): AxisKnowledge {
  const known = new Map<string, KnownAxis>();
  const reference = new WeakRef(view);
  const open = (): InMemoryView => reference.deref() ?? latest();
  const find = (id: string): KnownAxis => {
    let axis = known.get(id);
    if (!axis) {
      axis = shared.find(id, open(), stamps);
      known.set(id, axis);
    }
    return axis;
  };
  const measured = new Map<string, DimensionSpread | null>();
  return {
    axes: { get: (id) => find(id).axis },
    equivalents: (id) => find(id).equivalents,
    nameLookup(text) {
      const ids = withoutPromise(open().conceptsNamed([fold(text)]))[0] ?? [];
      return ids.length === 0 ? noNames : new Set(ids);
    },
    spreads: {
      of(dimension) {
        let spread = measured.get(dimension.id);
        if (spread === undefined) {
          spread = withoutPromise(open().spreads([dimension]))[0] ?? null;
          measured.set(dimension.id, spread);
        }
        return spread;
      },
      *measuring(dimension) {
        yield* open().inMemoryClaims.measuringSpread(dimension);
      },
    },
  };
}

function findAxis(view: GraphView, id: string): Axis | undefined {
  const kind = kindOfId(id);
  if (!isAxisKind(kind)) return undefined;
  return (withoutPromise(view.concepts([{ kind, reference: id }]))[0] ?? undefined) as Axis | undefined;
}

/** Returns a value that an in-memory view has returned. @throws {TypeError} if the value is a promise */
export function withoutPromise<T>(value: MaybePromise<T>): T {
  if (value instanceof Promise)
    throw new TypeError('Expected a value from an in-memory view, got a promise.');
  return value;
}
