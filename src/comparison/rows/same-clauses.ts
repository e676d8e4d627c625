import type { Approach } from '../../graph/concept.js';
import { foldForComparison } from '../../graph/text/comparison-fold.js';
import { fold } from '../../graph/text/fold.js';
import { ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';
import { conditions } from '../cells/cell.js';
import type { CellStatement } from '../cells/statement.js';
import type { ApproachStatements, Clause, ConditionedApproach, Remark } from './clause.js';

/**
 * Builds the clauses of a row whose cells share a statement: the shared statements, then the remarks, conditions and
 * further statements of individual approaches.
 * @returns null if no statement is in all cells, because different pairs of cells agree on different statements; or if
 * the cells share several statements, but under different conditions
 */
export function sameClauses(list: readonly ApproachStatements[]): readonly Clause[] | null {
  const withConditions = commonKeys(list, keyWithConditions);
  if (withConditions.size > 0) return clausesOfCommon(list, withConditions, keyWithConditions);
  const withoutConditions = commonKeys(list, bareKey);
  // With several values, it would be unclear which conditions belong to which value.
  return withoutConditions.size === 1 ? clausesOfCommon(list, withoutConditions, bareKey) : null;
}

type StatementKey = (statement: CellStatement) => string;

/** Builds a key of the values of a statement without their remarks. Accumulated values are compared as a set. */
function bareKey({ values }: CellStatement): string {
  const parts = values.flatMap((value) => {
    const rule = ruleOf(value);
    return rule.words?.of(value).map(foldForComparison) ?? [rule.canonical(withoutRemark(value))];
  });
  return JSON.stringify([...new Set(parts)].sort());
}

function keyWithConditions(statement: CellStatement): string {
  return `${bareKey(statement)} ${conditions(statement.qualifiers)}`;
}

/** Removes the remark of a value. The note of PARTIAL is not a remark: it names the part. */
function withoutRemark(value: ClaimValue): ClaimValue {
  return value.type === 'SUPPORT' && value.support !== 'PARTIAL' ? { ...value, note: null } : value;
}

function remarkOf([value]: readonly ClaimValue[]): string | null {
  return value?.type === 'SUPPORT' && value.support !== 'PARTIAL' ? value.note : null;
}

/** The keys that occur in every cell, in the order of the first cell's statements. */
function commonKeys(
  [first, ...others]: readonly ApproachStatements[],
  keyOf: StatementKey,
): ReadonlySet<string> {
  const keysOfOthers = others.map(({ statements }) => new Set(statements.map(keyOf)));
  const keys = (first?.statements ?? []).map(keyOf);
  return new Set(keys.filter((key) => keysOfOthers.every((of) => of.has(key))));
}

/** The statements with one key, from all cells. */
interface CommonStatement {
  readonly first: CellStatement;
  /** The remark that every statement has; null if a statement has no remark or a different remark. */
  readonly remark: string | null;
  readonly list: readonly ApproachStatements[];
}

function clausesOfCommon(
  list: readonly ApproachStatements[],
  keys: ReadonlySet<string>,
  keyOf: StatementKey,
): readonly Clause[] {
  const isWithConditions = keyOf === keyWithConditions;
  const common = [...keys].map((key) => commonStatement(list, (statement) => keyOf(statement) === key));
  const statements = common.map(({ first, remark }) => ({
    values: remark === null ? first.values.map(withoutRemark) : first.values,
    absence: null,
    qualifiers: isWithConditions ? first.qualifiers : [],
  }));
  const remarks = common.flatMap((each) => (each.remark === null ? remarksIn(each.list) : []));
  const onlyUnder = isWithConditions ? [] : common.flatMap((each) => each.list.flatMap(conditionedApproach));
  const further = list.flatMap(({ approach, statements: all }) => {
    const others = all.filter((statement) => !keys.has(keyOf(statement)));
    return others.length === 0 ? [] : [{ approach, statements: others }];
  });
  return [
    { type: 'COMMON', statements },
    ...(remarks.length > 0 ? [{ type: 'REMARKS', remarks } as const] : []),
    ...(onlyUnder.length > 0 ? [{ type: 'ONLY_UNDER', approaches: onlyUnder } as const] : []),
    ...(further.length > 0 ? [{ type: 'LIST', assertion: { type: 'ALSO' }, list: further } as const] : []),
  ];
}

function commonStatement(
  list: readonly ApproachStatements[],
  isCommon: (statement: CellStatement) => boolean,
): CommonStatement {
  const common = list.map(({ approach, statements }) => ({
    approach,
    statements: statements.filter(isCommon),
  }));
  const all = common.flatMap(({ statements }) => statements);
  const first = all[0] as CellStatement;
  const remark = remarkOf(first.values);
  const isShared =
    remark !== null &&
    all.every(({ values }) => {
      const other = remarkOf(values);
      return other !== null && fold(other) === fold(remark);
    });
  return { first, remark: isShared ? remark : null, list: common };
}

function remarksIn(list: readonly ApproachStatements[]): readonly Remark[] {
  const remarks = new Map<string, Remark & { readonly approaches: Approach[] }>();
  for (const { approach, statements } of list) {
    for (const { values, qualifiers } of statements) {
      const note = remarkOf(values);
      if (note === null) continue;
      const key = JSON.stringify([fold(note), conditions(qualifiers)]);
      const remark = remarks.get(key);
      if (remark) remark.approaches.push(approach);
      else remarks.set(key, { note, qualifiers, approaches: [approach] });
    }
  }
  return [...remarks.values()];
}

/**
 * Lists the approach with its conditions. The list is empty if the approach states the common value without conditions.
 */
function conditionedApproach({ approach, statements }: ApproachStatements): readonly ConditionedApproach[] {
  const sets = statements.map(({ qualifiers }) => qualifiers);
  return sets.some((qualifiers) => qualifiers.length === 0) ? [] : [{ approach, conditions: distinct(sets) }];
}

function distinct(sets: ConditionedApproach['conditions']): ConditionedApproach['conditions'] {
  return [...new Map(sets.map((qualifiers) => [conditions(qualifiers), qualifiers])).values()];
}
