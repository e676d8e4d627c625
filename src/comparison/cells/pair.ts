import { qualifiersOverlap } from '../../graph/identity.js';
import { ruleFor } from '../../graph/values/value-rules.js';
import {
  relations,
  type PreparedOperand,
  type NameLookup,
  type Relation,
} from '../../graph/values/value-type.js';
import type { ValueDefinition } from './axis.js';
import type { Cell } from './cell.js';
import type { CellClass } from './cell-class.js';
import type { CellStatement } from './statement.js';
import type { PairVerdict } from '../verdicts/verdict.js';

const missing: PairVerdict = { verdict: 'UNDETERMINED', basis: 'MISSING', distance: null };
const disjointConditions: PairVerdict = { verdict: 'UNDETERMINED', basis: 'QUALIFIERS', distance: null };
const partlyAgreeing: PairVerdict = { verdict: 'UNDETERMINED', basis: 'CONTESTED', distance: null };
const notComparable: PairVerdict = { verdict: 'NOT_COMPARABLE', basis: 'ABSENCE', distance: null };
const incomparableUnits: PairVerdict = { verdict: 'NOT_COMPARABLE', basis: 'UNITS', distance: null };

/** Whether a cell is missing: not stated or unknown. */
export function isMissing(cell: Pick<Cell, 'state'>): boolean {
  return cell.state === 'UNKNOWN' || cell.state === 'NOT_STATED';
}

/**
 * Compares two cells of one row, by all pairs of statements with overlapping conditions:
 * - UNDETERMINED if a cell is missing, if there are no such pairs, if a statement of a pair is UNKNOWN, or if some pairs agree and
 *   others do not.
 * - Otherwise NOT_COMPARABLE if a statement of a pair is NOT_APPLICABLE, or if the amounts of a pair have different kinds of unit.
 * - Otherwise, if all pairs agree, EQUIVALENT if at least one pair is EQUIVALENT, else SAME; the distance is 0.
 * - Otherwise the weakest relation of the pairs, so that every pair differs at least that much. The distance is the largest
 *   distance of the pairs.
 */
export function relateCells(
  left: Cell,
  right: Cell,
  definition: ValueDefinition,
  nameLookup: NameLookup,
): PairVerdict {
  if (isMissing(left) || isMissing(right)) return missing;
  return left.cellClass && right.cellClass
    ? relateClasses(left.cellClass, right.cellClass, definition, nameLookup)
    : relateStated(left, right, definition, nameLookup);
}

function relateClasses(
  left: CellClass,
  right: CellClass,
  definition: ValueDefinition,
  nameLookup: NameLookup,
): PairVerdict {
  return left.verdictAgainst(right, definition.scale, () =>
    relateStated(left, right, definition, nameLookup),
  );
}

/**
 * Computes the distance of two cell classes, which equals the distance of `relateCells`. Uses prepared operands if
 * possible, instead of caching a verdict: the verdicts on all pairs of a large axis group would not fit into memory.
 */
export function distanceOfClasses(
  left: CellClass,
  right: CellClass,
  definition: ValueDefinition,
  nameLookup: NameLookup,
): number | null {
  if (isMissing(left) || isMissing(right)) return null;
  const [leftOperand, rightOperand] = [operandOf(left, definition), operandOf(right, definition)];
  const distance = leftOperand && rightOperand ? leftOperand.distanceTo(rightOperand, nameLookup) : null;
  return distance ?? relateClasses(left, right, definition, nameLookup).distance;
}

/**
 * The prepared operand of a class; null if it has none. Only a class with a single statement without conditions has an
 * operand: the verdict on this statement is the verdict on the cell.
 */
export function operandOf(
  cellClass: CellClass,
  { valueType, scale }: ValueDefinition,
): PreparedOperand | null {
  return cellClass.operand(scale, () => {
    const [only, ...others] = cellClass.statements;
    if (!only || others.length > 0 || only.absence !== null || only.qualifiers.length > 0) return null;
    return ruleFor(valueType).prepare?.(only.values, scale) ?? null;
  });
}

type Statements = Pick<Cell, 'statements'>;

function relateStated(
  left: Statements,
  right: Statements,
  definition: ValueDefinition,
  nameLookup: NameLookup,
): PairVerdict {
  const verdicts: PairVerdict[] = [];
  for (const one of left.statements) {
    for (const other of right.statements) {
      if (qualifiersOverlap(one.qualifiers, other.qualifiers)) {
        verdicts.push(relateStatements(one, other, definition, nameLookup));
      }
    }
  }
  return weakest(verdicts);
}

function relateStatements(
  left: CellStatement,
  right: CellStatement,
  definition: ValueDefinition,
  nameLookup: NameLookup,
): PairVerdict {
  if (left.absence === 'UNKNOWN' || right.absence === 'UNKNOWN') return missing;
  if (left.absence !== null || right.absence !== null) return notComparable;
  const { valueType, scale } = definition;
  const rule = ruleFor(valueType);
  const result = rule.relate(left.values, right.values, scale, nameLookup);
  if (result === null) return incomparableUnits;
  const isDeclared = result.relation === 'EQUIVALENT' && rule.words !== null;
  return {
    verdict: result.relation,
    basis: isDeclared ? 'DECLARED_EQUIVALENCE' : valueType,
    distance: result.distance,
  };
}

/** Combines the verdicts on the pairs of statements of two cells by the rules of `relateCells`. */
function weakest(verdicts: readonly PairVerdict[]): PairVerdict {
  const [first] = verdicts;
  if (first === undefined) return disjointConditions;
  if (verdicts.length === 1) return first;
  if (verdicts.includes(missing)) return missing;
  const agreeing = verdicts.filter((each) => each.distance === 0);
  if (agreeing.length === verdicts.length)
    return agreeing.find((each) => each.verdict === 'EQUIVALENT') ?? first;
  if (agreeing.length > 0) return partlyAgreeing;
  if (verdicts.includes(notComparable)) return notComparable;
  const { verdict, basis, distance } = verdicts.reduce((least, each) =>
    strength(each) < strength(least) ? each : least,
  );
  if (distance === null) return incomparableUnits;
  return { verdict, basis, distance: Math.max(...verdicts.map((each) => each.distance ?? 0)) };
}

/** The index of a verdict's relation in ascending order of difference; −1 for a verdict without a relation. */
function strength(pair: PairVerdict): number {
  return relations.indexOf(pair.verdict as Relation);
}
