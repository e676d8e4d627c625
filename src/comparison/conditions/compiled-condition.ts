import type { Qualifier } from '../../graph/claim.js';
import type { ValueType } from '../../graph/values/value-rules.js';
import type { NameLookup, Scale } from '../../graph/values/value-type.js';
import type { ValueDefinition } from '../cells/axis.js';
import type { CellState, CellStatement } from '../cells/statement.js';
import type { AxisCondition } from './axis-condition.js';
import type { RequiredRange } from './value-condition.js';
import {
  canApplyTo,
  rangeOf,
  testsOf,
  valueMembersOf,
  type Truth,
  type ValueMember,
  type Values,
  type ValueTest,
} from './value-members.js';

/** The part of a cell that conditions read. */
export interface ConditionedCell {
  readonly state: CellState;
  readonly statements: readonly CellStatement[];
}

/**
 * A condition that is prepared to be checked against many cells along any axes.
 *
 * - A cell must be in one of the condition's states: by default, STATED or CONTESTED.
 * - A cell that is UNKNOWN, NOT_APPLICABLE or NOT_STATED meets the condition if and only if `states` lists its state.
 * - Any other cell meets the condition if one of its statements, under any qualifiers, certainly meets all given
 *   members that restrict values; with `not`, if each of its statements certainly fails at least one of them. Statements
 *   of an absence do not count.
 * - If one of these members cannot apply to the value type of the axis, no stated or contested cell meets the condition,
 *   even with `not`.
 */
export class CompiledCondition {
  /** Only claims that can be true under these qualifiers count; the caller must select these claims. */
  readonly under: readonly Qualifier[];
  /** The range that values must be in; null if the condition requires no range, or also restricts values in other ways. */
  readonly range: RequiredRange | null;
  readonly not: boolean;
  readonly #states: ReadonlySet<CellState>;
  readonly #members: readonly ValueMember[];
  readonly #tests: readonly ValueTest[];

  /**
   * @param condition without problems: see `problemOf`
   * @param nameLookup resolves the terms of the condition, and the terms and texts of the cells
   */
  constructor(condition: AxisCondition, nameLookup: NameLookup) {
    this.under = condition.under ?? [];
    this.not = condition.not === true;
    this.#states = new Set(condition.states ?? statedStates);
    this.#members = valueMembersOf(condition);
    const range = rangeOf(condition);
    this.#tests = testsOf(condition, range, nameLookup);
    this.range = this.#tests.length === 1 ? range : null;
  }

  /** Whether the condition restricts the values of stated cells. */
  get restrictsValues(): boolean {
    return this.#tests.length > 0;
  }

  /** Whether a cell without claims meets the condition. */
  get includesNotStated(): boolean {
    return this.#states.has('NOT_STATED');
  }

  /** Whether the condition can apply to values of a type. */
  appliesTo(type: ValueType): boolean {
    return this.#members.every((member) => canApplyTo(member, type));
  }

  /** Whether a cell along an axis meets the condition. @param definition of the axis */
  isMetBy({ state, statements }: ConditionedCell, { valueType, scale }: ValueDefinition): boolean {
    if (!this.#states.has(state)) return false;
    if (this.#tests.length === 0 || !statedStates.includes(state)) return true;
    if (!this.appliesTo(valueType)) return false;
    let isStated = false;
    for (const { values, absence } of statements) {
      if (absence !== null) continue;
      isStated = true;
      const truth = this.truthFor(values, scale);
      if (!this.not && truth === true) return true;
      if (this.not && truth !== false) return false;
    }
    return this.not && isStated;
  }

  /** Whether the values of one cell statement meet the members that restrict values, without `not`. */
  truthFor(values: Values, scale: Scale): Truth {
    let result: Truth = true;
    for (const test of this.#tests) {
      const truth = test(values, scale);
      if (truth === false) return false;
      result &&= truth;
    }
    return result;
  }

  /**
   * Whether a cell in the state STATED with one cell statement meets the condition.
   * @param truth the result of `truthFor` for the cell statement
   */
  isMetByTruth(truth: Truth): boolean {
    return this.#states.has('STATED') && truth === !this.not;
  }
}

const statedStates: readonly CellState[] = ['STATED', 'CONTESTED'];
