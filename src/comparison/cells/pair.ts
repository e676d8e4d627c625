import { qualifiersOverlap } from '../../graph/identity.js';
import { ruleFor } from '../../graph/values/value-rules.js';
import { relations, type Gauge, type Naming, type Relation } from '../../graph/values/value-type.js';
import type { Measure } from './axis.js';
import type { Cell } from './cell.js';
import type { CellKind } from './cell-kind.js';
import type { Statement } from './statement.js';
import type { PairVerdict } from '../verdicts/verdict.js';

const missing: PairVerdict = { verdict: 'UNDETERMINED', basis: 'MISSING', distance: null };
const apart: PairVerdict = { verdict: 'UNDETERMINED', basis: 'QUALIFIERS', distance: null };
const divided: PairVerdict = { verdict: 'UNDETERMINED', basis: 'CONTESTED', distance: null };
const notComparable: PairVerdict = { verdict: 'NOT_COMPARABLE', basis: 'ABSENCE', distance: null };
const otherKinds: PairVerdict = { verdict: 'NOT_COMPARABLE', basis: 'UNITS', distance: null };

/** Whether nobody knows, or nobody has said, what stands in a cell. */
export function isHole(cell: Pick<Cell, 'state'>): boolean {
  return cell.state === 'UNKNOWN' || cell.state === 'NOT_STATED';
}

/**
 * Relates two cells of one row. Every two statements whose conditions overlap are related, and the pair
 * is the weakest of what they give: a difference is told only as great as every one of them supports. If
 * some agree and some do not, the pair is undetermined.
 */
export function relateCells(left: Cell, right: Cell, measure: Measure, naming: Naming): PairVerdict {
  if (isHole(left) || isHole(right)) return missing;
  return left.kind && right.kind
    ? relateKinds(left.kind, right.kind, measure, naming)
    : relateStated(left, right, measure, naming);
}

function relateKinds(left: CellKind, right: CellKind, measure: Measure, naming: Naming): PairVerdict {
  return left.relatedTo(right, () => relateStated(left, right, measure, naming));
}

/**
 * The distance of two cells of two kinds, as `relateCells` gives it. It is measured rather than looked up where
 * that can be: kinds may be so many that no memory holds what every two of them come to.
 */
export function distanceOfKinds(
  left: CellKind,
  right: CellKind,
  measure: Measure,
  naming: Naming,
): number | null {
  if (isHole(left) || isHole(right)) return null;
  const [here, there] = [gaugeOf(left, measure, naming), gaugeOf(right, measure, naming)];
  const measured = here && there ? here.distanceTo(there) : null;
  return measured ?? relateKinds(left, right, measure, naming).distance;
}

/**
 * What a kind is measured by; null where it cannot be. A single statement under no conditions can be measured by itself: the pair
 * comes to what it gives.
 */
export function gaugeOf(kind: CellKind, { valueType, scale }: Measure, naming: Naming): Gauge | null {
  return kind.gauge(() => {
    const [only, ...others] = kind.statements;
    if (!only || others.length > 0 || only.absence !== null || only.qualifiers.length > 0) return null;
    return ruleFor(valueType).gauge?.(only.values, scale, naming) ?? null;
  });
}

type Stated = Pick<Cell, 'statements'>;

function relateStated(left: Stated, right: Stated, measure: Measure, naming: Naming): PairVerdict {
  const verdicts: PairVerdict[] = [];
  for (const one of left.statements) {
    for (const other of right.statements) {
      if (qualifiersOverlap(one.qualifiers, other.qualifiers)) {
        verdicts.push(relateStatements(one, other, measure, naming));
      }
    }
  }
  return weakest(verdicts);
}

function relateStatements(left: Statement, right: Statement, measure: Measure, naming: Naming): PairVerdict {
  if (left.absence === 'UNKNOWN' || right.absence === 'UNKNOWN') return missing;
  if (left.absence !== null || right.absence !== null) return notComparable;
  const { valueType, scale } = measure;
  const rule = ruleFor(valueType);
  const related = rule.relate(left.values, right.values, scale, naming);
  if (related === null) return otherKinds;
  const isDeclared = related.relation === 'EQUIVALENT' && rule.words !== null;
  return {
    verdict: related.relation,
    basis: isDeclared ? 'DECLARED_EQUIVALENCE' : valueType,
    distance: related.distance,
  };
}

function weakest(verdicts: readonly PairVerdict[]): PairVerdict {
  const [first] = verdicts;
  if (first === undefined) return apart;
  if (verdicts.length === 1) return first;
  if (verdicts.includes(missing)) return missing;
  const agreeing = verdicts.filter((each) => each.distance === 0);
  if (agreeing.length === verdicts.length)
    return agreeing.find((each) => each.verdict === 'EQUIVALENT') ?? first;
  if (agreeing.length > 0) return divided;
  if (verdicts.includes(notComparable)) return notComparable;
  return verdicts.reduce((least, each) => (strength(each) < strength(least) ? each : least));
}

/** Greater for greater differences: by relation, then by distance, which is at most 1; least for other kinds. */
function strength(pair: PairVerdict): number {
  return relations.indexOf(pair.verdict as Relation) * 2 + (pair.distance ?? 0);
}
