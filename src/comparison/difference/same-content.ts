import type { Claim } from '../../graph/claim.js';
import type { Approach, Concept } from '../../graph/concept.js';
import type { Cell, QualifiedValue } from '../cells/cell.js';
import type { UnmergedAxis } from '../rows/axis-group.js';
import type { Clause } from '../rows/clause.js';
import { ruleFor, ruleOf } from '../../graph/values/value-rules.js';
import { findClauses } from '../rows/find-clauses.js';
import type { ComparisonRow } from '../rows/row.js';

/*
 * Compares the content of a comparison in two views. Ids and slots of cells and rows do not count, since they are derived from the request,
 * not from the graph. The citations, the editorial position and the revision number of a claim do not count, since importing a source again
 * can change them without changing a statement. The order of the claims within a cell counts.
 */

/** Whether two versions of a claim have equal statements in equal words and equal ranks, and supersede the same claim. */
export function isSameClaim(left: Claim, right: Claim): boolean {
  return (
    left === right ||
    // The id covers subject, predicate, target, source, and the canonical forms of the value and the qualifiers.
    (left.id === right.id &&
      left.text === right.text &&
      left.rank === right.rank &&
      left.absence === right.absence &&
      left.supersedes === right.supersedes &&
      isSameData(left.value, right.value) &&
      isSameData(left.qualifiers, right.qualifiers))
  );
}

/** Whether two versions of a concept have the same content. */
export function isSameConcept(left: Concept, right: Concept): boolean {
  return left === right || isSameData(left, right);
}

/** Whether two cells have the same state, values and claims. The names of their approaches do not count. */
export function isSameCell(left: Cell, right: Cell): boolean {
  return (
    left.state === right.state &&
    isSameList(left.claims, right.claims, isSameClaim) &&
    isSameList(left.values, right.values, isSameValue)
  );
}

function isSameValue(left: QualifiedValue, right: QualifiedValue): boolean {
  return (
    left.absence === right.absence &&
    isSameList(left.claims, right.claims, isSameClaim) &&
    isSameData(left.value, right.value) &&
    isSameData(left.qualifiers, right.qualifiers)
  );
}

/** Whether two rows have the same axes, merged axes and unmerged axes, with the same content. */
export function isSameHead(left: ComparisonRow, right: ComparisonRow): boolean {
  return (
    isSameConcept(left.axis, right.axis) &&
    isSameList(left.mergedAxes, right.mergedAxes, isSameConcept) &&
    isSameList(left.unmergedAxes, right.unmergedAxes, isSameUnmerged)
  );
}

function isSameUnmerged(left: UnmergedAxis, right: UnmergedAxis): boolean {
  return isSameData(left.reason, right.reason) && isSameConcept(left.axis, right.axis);
}

/** Whether two rows have equal verdicts, bases and distances. */
export function isSameResult(left: ComparisonRow, right: ComparisonRow): boolean {
  return (
    left.verdict === right.verdict && left.basis === right.basis && Object.is(left.distance, right.distance)
  );
}

/**
 * Whether the explanations of two rows are equal, apart from the names of the approaches. The rows must have the same
 * axes, cells and results. Their explanations can then differ only if a text or term names other concepts in one view
 * than in the other.
 */
export function isSameExplanation(left: ComparisonRow, right: ComparisonRow): boolean {
  if (haveEqualNames(left, right)) return true;
  const { axis, verdict, basis, definition, nameLookup } = right;
  const cells = right.cells.map((cell, column) =>
    withApproach(cell, left.cells[column]?.approach ?? cell.approach),
  );
  const rightClauses = findClauses({ axis, verdict, basis, definition, nameLookup, cells });
  return isSameData(clausesData(findClauses(left)), clausesData(rightClauses));
}

/** Copies a cell with another approach. The members of a cell can be getters, which `...cell` does not copy. */
function withApproach(cell: Cell, approach: Approach): Cell {
  const { id, slot, state, contest, stated, values, claims, position, statements, cellClass, row } = cell;
  return { id, slot, approach, state, contest, stated, values, claims, position, statements, cellClass, row };
}

/**
 * Converts clauses to plain data. The items of a list can be cells, of which only the members of `ApproachStatements`
 * count.
 */
function clausesData(clauses: readonly Clause[]): readonly unknown[] {
  return clauses.map((clause) =>
    clause.type === 'CONTESTED' || clause.type === 'LIST'
      ? { ...clause, list: clause.list.map(({ approach, statements }) => ({ approach, statements })) }
      : clause,
  );
}

/** Whether every text of the left row names the same concepts in both views. */
function haveEqualNames(left: ComparisonRow, right: ComparisonRow): boolean {
  const hasWords = ruleFor(left.definition.valueType).words !== null;
  return (
    !hasWords ||
    left.cells.every(({ values }) =>
      values.every(({ value }) => {
        const texts = (value && ruleOf(value).words?.of(value)) ?? [];
        return texts.every((text) => isSameSet(left.nameLookup(text), right.nameLookup(text)));
      }),
    )
  );
}

function isSameSet(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  return left.size === right.size && [...left].every((item) => right.has(item));
}

function isSameList<Item>(
  left: readonly Item[],
  right: readonly Item[],
  isSame: (left: Item, right: Item) => boolean,
): boolean {
  if (left === right) return true;
  return left.length === right.length && left.every((item, index) => isSame(item, right[index] as Item));
}

/** Whether two values of plain data are equal: the same members with equal values, lists in the same order. */
function isSameData(left: unknown, right: unknown): boolean {
  if (Object.is(left, right)) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) return false;
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const [members, others] = [Object.entries(left), right as Readonly<Record<string, unknown>>];
  return (
    members.length === Object.keys(others).length &&
    members.every(([name, value]) => Object.hasOwn(others, name) && isSameData(value, others[name]))
  );
}
