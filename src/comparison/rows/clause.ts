import type { Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import type { CellStatement, Contest } from '../cells/statement.js';
import type { VerdictBasis } from '../verdicts/verdict.js';

/** An approach with statements of its cell. */
export interface ApproachStatements {
  readonly approach: Approach;
  /** At least one. */
  readonly statements: readonly CellStatement[];
}

/** An approach with the conditions under which an assertion is true of it. */
export interface ConditionedApproach {
  readonly approach: Approach;
  /** The assertion is true under each of these sets of conditions; empty if it is true without conditions. */
  readonly conditions: readonly (readonly Qualifier[])[];
}

/** A note that approaches add to a value that all approaches state. */
export interface Remark {
  readonly note: string;
  readonly qualifiers: readonly Qualifier[];
  readonly approaches: readonly Approach[];
}

/** A term with the approaches that state it. */
export interface StatedTerm {
  readonly term: string;
  readonly approaches: readonly Approach[];
}

/** The assertion that introduces a list of values. */
export type ListAssertion =
  /** All values agree, by the rule of the basis; amounts possibly only within the tolerance of the dimension. */
  | { readonly type: 'EQUIVALENT'; readonly basis: VerdictBasis; readonly isWithinTolerance: boolean }
  /** The values of different approaches under overlapping conditions agree. */
  | { readonly type: 'AGREES_WHERE_CONDITIONS_OVERLAP' }
  | {
      /** The relation between each approach of the list and at least one other approach. */
      readonly type: 'OVERLAPPING' | 'DIFFERENT' | 'OPPOSITE';
      /** Whether the cells of these other approaches are contested, and therefore not in the list. */
      readonly isToContested: boolean;
      /**
       * Whether values that are OVERLAPPING may differ more: under some conditions, or if a contested value is wrong.
       */
      readonly isAtMost: boolean;
    }
  /** Some values have conditions that do not overlap with the conditions of other values. */
  | { readonly type: 'DISJOINT_CONDITIONS' }
  /** Some values agree and others differ. */
  | { readonly type: 'PARTLY_AGREES' }
  /** One unit of each kind; `1` is the unit of plain numbers. */
  | { readonly type: 'UNITS'; readonly units: readonly string[] }
  /** Each approach outside the list has no claims or a contested cell. */
  | { readonly type: 'ONLY' }
  /** The values of a row in which some cells cannot be compared. */
  | { readonly type: 'STATED' }
  /** These values did not decide the verdict. */
  | { readonly type: 'ALSO' };

/** One assertion of an explanation. */
export type Clause =
  /**
   * The statements that all cells of the row share. A statement without conditions can have conditions in the cells
   * that an ONLY_UNDER clause names.
   */
  | { readonly type: 'COMMON'; readonly statements: readonly CellStatement[] }
  | { readonly type: 'REMARKS'; readonly remarks: readonly Remark[] }
  | { readonly type: 'ONLY_UNDER'; readonly approaches: readonly ConditionedApproach[] }
  | {
      readonly type: 'LIST';
      readonly assertion: ListAssertion;
      readonly list: readonly ApproachStatements[];
    }
  | {
      readonly type: 'TERMS';
      readonly approaches: readonly Approach[];
      /** Whether these are all approaches of the row. */
      readonly isAll: boolean;
      /** The terms that all these approaches state. */
      readonly shared: readonly string[];
      /** The terms that only some of these approaches state. */
      readonly others: readonly StatedTerm[];
    }
  | { readonly type: 'NOT_STATED'; readonly approaches: readonly Approach[] }
  | { readonly type: 'UNKNOWN' | 'NOT_APPLICABLE'; readonly approaches: readonly ConditionedApproach[] }
  | { readonly type: 'CONTESTED'; readonly contest: Contest; readonly list: readonly ApproachStatements[] }
  /** The cells do not show whether all values agree. */
  | { readonly type: 'UNDETERMINED' }
  /** Some cells cannot be compared; `isNone` if fewer than two cells have a value. */
  | { readonly type: 'NOT_COMPARABLE'; readonly isNone: boolean };
