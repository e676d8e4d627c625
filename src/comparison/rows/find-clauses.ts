import type { Approach } from '../../graph/concept.js';
import { foldForComparison } from '../../graph/text/comparison-fold.js';
import { one, parseUnit } from '../../graph/values/unit.js';
import type { Axis } from '../cells/axis.js';
import type { Cell } from '../cells/cell.js';
import { relateCells } from '../cells/pair.js';
import type { CellStatement } from '../cells/statement.js';
import type { PairVerdict } from '../verdicts/verdict.js';
import type { Clause, ListAssertion, StatedTerm } from './clause.js';
import { signature, type ComparisonRow } from './row.js';
import { sameClauses } from './same-clauses.js';

/** The part of a row that determines its explanation. */
export type ExplainedRow = Pick<
  ComparisonRow,
  'axis' | 'cells' | 'verdict' | 'basis' | 'definition' | 'nameLookup'
>;

/**
 * Finds the clauses that explain the verdict of a row, in order: the clauses about the values, then the clauses about
 * cells that are missing, not applicable or contested. Values of contested cells occur only in the clauses about
 * contested cells.
 */
export function findClauses(row: ExplainedRow): readonly Clause[] {
  const cells = row.cells.map(splitCell);
  return [...verdictClauses(row, cells), ...absenceClauses(cells), ...contestClauses(cells)];
}

/** A cell with the part of its statements that clauses about values use. */
interface SplitCell {
  readonly cell: Cell;
  readonly approach: Approach;
  /** The statements with values; empty if the cell is contested. */
  readonly statements: readonly CellStatement[];
}

function splitCell(cell: Cell): SplitCell {
  const statements =
    cell.state === 'CONTESTED' ? [] : cell.statements.filter(({ absence }) => absence === null);
  return { cell, approach: cell.approach, statements };
}

function verdictClauses(row: ExplainedRow, cells: readonly SplitCell[]): readonly Clause[] {
  const stated = cells.filter(({ statements }) => statements.length > 0);
  switch (row.verdict) {
    case 'SAME':
    case 'EQUIVALENT':
      return agreementClauses(row, cells, stated);
    case 'OVERLAPPING':
    case 'DIFFERENT':
    case 'OPPOSITE':
      return differenceClauses(row, row.verdict, cells, stated);
    case 'NOT_COMPARABLE':
      return notComparableClauses(row, stated);
    case 'ONE_SIDED':
      return listUnlessEmpty({ type: 'ONLY' }, stated);
    case 'UNDETERMINED':
      return undeterminedClauses(row, stated);
  }
}

function listClause(assertion: ListAssertion, cells: readonly SplitCell[]): Clause {
  return {
    type: 'LIST',
    assertion,
    list: cells.map(({ approach, statements }) => ({ approach, statements })),
  };
}

function listUnlessEmpty(assertion: ListAssertion, cells: readonly SplitCell[]): readonly Clause[] {
  return cells.length === 0 ? [] : [listClause(assertion, cells)];
}

function agreementClauses(
  row: ExplainedRow,
  cells: readonly SplitCell[],
  stated: readonly SplitCell[],
): readonly Clause[] {
  const whereOverlapping = [listClause({ type: 'AGREES_WHERE_CONDITIONS_OVERLAP' }, stated)];
  // A contested cell agrees only if the other cells have no conditions in common with its other values.
  if (stated.length < cells.length) return whereOverlapping;
  if (row.verdict === 'SAME') return sameClauses(stated) ?? whereOverlapping;
  const hasConditions = stated.some(({ statements }) =>
    statements.some(({ qualifiers }) => qualifiers.length > 0),
  );
  if (hasConditions) return whereOverlapping;
  const isWithinTolerance = hasTolerance(row.axis, stated);
  return [listClause({ type: 'EQUIVALENT', basis: row.basis, isWithinTolerance }, stated)];
}

/** Whether a tolerance applies to amounts of one kind of unit: the axis has a tolerance, and a unit of the same kind. */
function hasTolerance(axis: Axis, [first]: readonly SplitCell[]): boolean {
  const value = first?.statements[0]?.values[0];
  if (axis.kind !== 'DIMENSION' || axis.tolerance === null || value?.type !== 'QUANTITY') return false;
  return parseUnit(value.unit ?? one).kind === parseUnit(axis.unit ?? one).kind;
}

function differenceClauses(
  row: ExplainedRow,
  verdict: 'OVERLAPPING' | 'DIFFERENT' | 'OPPOSITE',
  cells: readonly SplitCell[],
  stated: readonly SplitCell[],
): readonly Clause[] {
  const isDecisive = (pair: PairVerdict): boolean => pair.verdict === verdict;
  const amongStated = cellsInPairs(row, stated, isDecisive);
  const isToContested = amongStated.length === 0;
  if (verdict === 'OVERLAPPING' && !isToContested) {
    const terms = termsClause(stated, row);
    if (terms) return [terms];
  }
  const decisive = isToContested
    ? cellsInPairs(row, cells, isDecisive).filter(({ statements }) => statements.length > 0)
    : amongStated;
  const isAtMost =
    verdict === 'OVERLAPPING' && (isToContested || decisive.some(({ statements }) => statements.length > 1));
  return [
    listClause({ type: verdict, isToContested, isAtMost }, decisive),
    ...listUnlessEmpty({ type: 'ALSO' }, without(stated, decisive)),
  ];
}

function without(cells: readonly SplitCell[], listed: readonly SplitCell[]): readonly SplitCell[] {
  return cells.filter((cell) => !listed.includes(cell));
}

/**
 * Selects the cells that form a decisive pair with another cell of the list. Only one of several cells with equal
 * statements is compared, since two of them never form a decisive pair.
 */
function cellsInPairs(
  row: ExplainedRow,
  cells: readonly SplitCell[],
  isDecisive: (pair: PairVerdict) => boolean,
): readonly SplitCell[] {
  const distinct = new Map(cells.map(({ cell }) => [signature(cell), cell]));
  const found = new Set<string>();
  const entries = [...distinct];
  for (const [index, [key, cell]] of entries.entries()) {
    for (const [otherKey, other] of entries.slice(index + 1)) {
      if (found.has(key) && found.has(otherKey)) continue;
      if (!isDecisive(relateCells(cell, other, row.definition, row.nameLookup))) continue;
      found.add(key).add(otherKey);
    }
  }
  return cells.filter(({ cell }) => found.has(signature(cell)));
}

/**
 * Creates the clause of the terms that all cells share, and of the terms that only some cells have.
 * @returns null if a cell has conditions or values that are not terms, or if two different terms name the same concept:
 * the text would not show which terms are shared
 */
function termsClause(cells: readonly SplitCell[], row: ExplainedRow): Clause | null {
  const byFolded = new Map<string, StatedTerm & { readonly approaches: Approach[] }>();
  /** The folded term that names a concept, by the id of the concept. */
  const termByConcept = new Map<string, string>();
  for (const { approach, statements } of cells) {
    const ownTerms = new Set<string>();
    for (const { values, qualifiers } of statements) {
      if (qualifiers.length > 0) return null;
      for (const value of values) {
        if (value.type !== 'TERMS') return null;
        for (const term of value.terms) {
          const folded = foldForComparison(term);
          for (const id of row.nameLookup(term)) {
            if ((termByConcept.get(id) ?? folded) !== folded) return null;
            termByConcept.set(id, folded);
          }
          if (ownTerms.has(folded)) continue;
          ownTerms.add(folded);
          const statedTerm = byFolded.get(folded);
          if (statedTerm) statedTerm.approaches.push(approach);
          else byFolded.set(folded, { term, approaches: [approach] });
        }
      }
    }
  }
  const terms = [...byFolded.values()];
  const isShared = ({ approaches }: StatedTerm): boolean => approaches.length === cells.length;
  return {
    type: 'TERMS',
    approaches: cells.map(({ approach }) => approach),
    isAll: cells.length === row.cells.length,
    shared: terms.filter(isShared).map(({ term }) => term),
    others: terms.filter((term) => !isShared(term)),
  };
}

function notComparableClauses(row: ExplainedRow, stated: readonly SplitCell[]): readonly Clause[] {
  const units = unitsOfEachKind(row.cells);
  if (units.length > 1 && (row.basis === 'UNITS' || stated.length > 1))
    return [listClause({ type: 'UNITS', units }, stated)];
  const withValues = row.cells.filter(({ statements }) => statements.some(({ absence }) => absence === null));
  if (withValues.length < 2) return [{ type: 'NOT_COMPARABLE', isNone: true }];
  return [{ type: 'NOT_COMPARABLE', isNone: false }, ...listUnlessEmpty({ type: 'STATED' }, stated)];
}

/** The first unit of each kind of unit in the cells. */
function unitsOfEachKind(cells: readonly Cell[]): readonly string[] {
  const units = new Map<string, string>();
  for (const value of cells.flatMap(({ statements }) => statements.flatMap(({ values }) => values))) {
    if (value.type !== 'QUANTITY') continue;
    const { code, kind } = parseUnit(value.unit ?? one);
    if (!units.has(kind)) units.set(kind, code);
  }
  return [...units.values()];
}

function undeterminedClauses(row: ExplainedRow, stated: readonly SplitCell[]): readonly Clause[] {
  if (row.basis === 'QUALIFIERS' && stated.length > 0)
    return [listClause({ type: 'DISJOINT_CONDITIONS' }, stated)];
  const partlyAgreeing =
    row.basis === 'CONTESTED' ? cellsInPairs(row, stated, ({ basis }) => basis === 'CONTESTED') : [];
  if (partlyAgreeing.length === 0) return [{ type: 'UNDETERMINED' }];
  return [
    listClause({ type: 'PARTLY_AGREES' }, partlyAgreeing),
    ...listUnlessEmpty({ type: 'ALSO' }, without(stated, partlyAgreeing)),
  ];
}

function absenceClauses(cells: readonly SplitCell[]): readonly Clause[] {
  const notStated = cells.flatMap(({ cell }) => (cell.state === 'NOT_STATED' ? [cell.approach] : []));
  return [
    ...(notStated.length > 0 ? [{ type: 'NOT_STATED', approaches: notStated } as const] : []),
    ...absenceClause('UNKNOWN', cells),
    ...absenceClause('NOT_APPLICABLE', cells),
  ];
}

/**
 * Creates the clause of the approaches that have an absence, possibly only under conditions. Approaches with contested
 * cells are omitted.
 */
function absenceClause(type: 'UNKNOWN' | 'NOT_APPLICABLE', cells: readonly SplitCell[]): readonly Clause[] {
  const approaches = cells.flatMap(({ cell }) => {
    if (cell.state === 'CONTESTED') return [];
    const sets = cell.statements.flatMap(({ absence, qualifiers }) => (absence === type ? [qualifiers] : []));
    if (sets.length === 0) return [];
    const isAlways = sets.some((qualifiers) => qualifiers.length === 0);
    return [{ approach: cell.approach, conditions: isAlways ? [] : sets }];
  });
  return approaches.length > 0 ? [{ type, approaches }] : [];
}

function contestClauses(cells: readonly SplitCell[]): readonly Clause[] {
  return (['SOURCES', 'ONE_SOURCE'] as const).flatMap((contest): readonly Clause[] => {
    const contested = cells.flatMap(({ cell }) => (cell.contest === contest ? [cell] : []));
    return contested.length === 0 ? [] : [{ type: 'CONTESTED', contest, list: contested }];
  });
}
