import { axisKinds, type AxisKind } from '../../graph/claim.js';
import type { Axis } from '../../comparison/cells/axis.js';
import type { AxisKnowledge } from '../../comparison/rows/axis-group.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import { kindOfId } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import type { GraphView, InMemoryClaims } from '../../graph/ports/reading.js';

const noNames: ReadonlySet<string> = new Set();
const isAxisKind = (kind: string | undefined): kind is AxisKind =>
  (axisKinds as readonly (string | undefined)[]).includes(kind);

/** Creates the axis knowledge of an in-memory view. Axes and equivalents are looked up once and cached. */
export function inMemoryAxisKnowledge(
  view: GraphView & { readonly inMemoryClaims: InMemoryClaims },
): AxisKnowledge {
  const axes = new Map<string, Axis | undefined>();
  const equivalents = new Map<string, readonly string[]>();
  return {
    axes: {
      get(id) {
        if (!axes.has(id)) axes.set(id, findAxis(view, id));
        return axes.get(id);
      },
    },
    equivalents(id) {
      let ids = equivalents.get(id);
      if (!ids) {
        ids = withoutPromise(view.equivalents([id]))[0] ?? [id];
        equivalents.set(id, ids);
      }
      return ids;
    },
    nameLookup(text) {
      const ids = withoutPromise(view.conceptsNamed([fold(text)]))[0] ?? [];
      return ids.length === 0 ? noNames : new Set(ids);
    },
    spreads: {
      of: (dimension) => withoutPromise(view.spreads([dimension]))[0] ?? null,
      *measuring(dimension) {
        yield* view.inMemoryClaims.measuringSpread(dimension);
      },
    },
  };
}

function findAxis(view: GraphView, id: string): Axis | undefined {
  const kind = kindOfId(id);
  if (!isAxisKind(kind)) return undefined;
  return (withoutPromise(view.concepts([{ kind, reference: id }]))[0] ?? undefined) as Axis | undefined;
}

/** Returns a value of an in-memory view, which is never a promise. @throws {TypeError} if the value is a promise */
export function withoutPromise<T>(value: MaybePromise<T>): T {
  if (value instanceof Promise)
    throw new TypeError('Expected a value from an in-memory view, got a promise.');
  return value;
}
