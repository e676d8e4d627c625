/**
 * Checks the clauses of an explanation against the claims of the row, with the reference implementation. The check uses
 * the types of clauses, but not the code that finds clauses.
 */
import type { Spreads } from '../../../src/comparison/cells/spreads.js';
import type { Axis } from '../../../src/comparison/cells/axis.js';
import type { Clause, ListAssertion } from '../../../src/comparison/rows/clause.js';
import type { CellStatement } from '../../../src/comparison/cells/statement.js';
import type { Claim, Qualifier } from '../../../src/graph/claim.js';
import type { Approach } from '../../../src/graph/concept.js';
import { fold } from '../../../src/graph/text/fold.js';
import type { ClaimValue } from '../../../src/graph/values/value-rules.js';
import type { NameLookup } from '../../../src/graph/values/value-type.js';
import {
  comparedText,
  countingClaims,
  overlap,
  ReferenceRules,
  unitOf,
  type ReferenceCell,
} from '../reference.js';

/** The input of the check, for one row. */
export interface CheckedRow {
  readonly axis: Axis;
  readonly approaches: readonly Approach[];
  /** The claims about an approach along the axes of the row, of all ranks. */
  readonly claimsOf: (approach: Approach) => readonly Claim[];
  readonly nameLookup: NameLookup;
  readonly spreads: Spreads;
}

interface CheckedCell {
  readonly approach: Approach;
  /** The claims of the highest rank, without UNKNOWN beside a value. */
  readonly claims: readonly Claim[];
  readonly cell: ReferenceCell;
}

type ClauseOf<Type extends Clause['type']> = Extract<Clause, { type: Type }>;

/**
 * Lists the assertions that do not follow from the claims, and the cells and values that are missing in the clauses.
 * Each item is a text for the output of a failed test.
 */
export function untrueAssertions(row: CheckedRow, clauses: readonly Clause[]): readonly string[] {
  return new ClauseCheck(row, clauses).failures();
}

class ClauseCheck {
  readonly #row: CheckedRow;
  readonly #clauses: readonly Clause[];
  readonly #rules: ReferenceRules;
  readonly #cells: readonly CheckedCell[];
  readonly #failures: string[] = [];

  constructor(row: CheckedRow, clauses: readonly Clause[]) {
    this.#row = row;
    this.#clauses = clauses;
    this.#rules = new ReferenceRules(row.axis, row.nameLookup, row.spreads);
    this.#cells = row.approaches.map((approach) => {
      const claims = row.claimsOf(approach);
      return { approach, claims: countingClaims(claims), cell: this.#rules.cell(claims) };
    });
  }

  failures(): readonly string[] {
    for (const clause of this.#clauses) this.#checkClause(clause);
    this.#checkUndecidedCellsAreNamed();
    this.#checkSameValuesAreComplete();
    return this.#failures;
  }

  #expect(isTrue: boolean, sentence: string): void {
    if (!isTrue) this.#failures.push(sentence);
  }

  #cellOf(approach: Approach): CheckedCell {
    const cell = this.#cells.find((each) => each.approach.id === approach.id);
    if (!cell) throw new Error(`Expected an approach of the row, got ${approach.name}.`);
    return cell;
  }

  #checkClause(clause: Clause): void {
    switch (clause.type) {
      case 'COMMON':
        return this.#checkCommon(clause);
      case 'REMARKS':
        return this.#checkRemarks(clause);
      case 'ONLY_UNDER':
        return this.#checkOnlyUnder(clause);
      case 'LIST':
        return this.#checkList(clause);
      case 'TERMS':
        return this.#checkTerms(clause);
      case 'NOT_STATED':
        return clause.approaches.forEach((approach) =>
          this.#expect(
            this.#row.claimsOf(approach).length === 0,
            `${approach.name}: it has claims, but is listed as not stated`,
          ),
        );
      case 'UNKNOWN':
      case 'NOT_APPLICABLE':
        return this.#checkAbsences(clause);
      case 'CONTESTED':
        return this.#checkContested(clause);
      case 'UNDETERMINED':
        return this.#expect(this.#verdict() === 'UNDETERMINED', 'the row is not undetermined');
      case 'NOT_COMPARABLE':
        return this.#checkNotComparable(clause);
    }
  }

  #verdict(): string {
    return this.#rules.row(this.#cells.map(({ cell }) => cell)).verdict;
  }

  #checkCommon({ statements }: ClauseOf<'COMMON'>): void {
    const onlyUnder = this.#ofType('ONLY_UNDER').flatMap(({ approaches }) => approaches);
    this.#expect(statements.length > 0, 'a COMMON clause has no statements');
    for (const { approach, claims, cell } of this.#cells) {
      this.#expect(
        cell.state === 'STATED',
        `${approach.name}: it is ${cell.state}, but a COMMON clause covers it`,
      );
      for (const statement of statements) {
        const sets = onlyUnder.find((each) => each.approach.id === approach.id)?.conditions ?? [
          statement.qualifiers,
        ];
        for (const qualifiers of sets) {
          this.#expect(
            this.#states(claims, { ...statement, qualifiers }, 'IGNORE_MISSING_NOTE'),
            `${approach.name}: it does not state ${show({ ...statement, qualifiers })}`,
          );
        }
      }
    }
  }

  #checkRemarks({ remarks }: ClauseOf<'REMARKS'>): void {
    for (const { note, qualifiers, approaches } of remarks) {
      for (const approach of approaches) {
        const isAdded = this.#cellOf(approach).claims.some(
          ({ value, qualifiers: own }) =>
            value?.type === 'SUPPORT' &&
            value.note !== null &&
            fold(value.note) === fold(note) &&
            areEqual(own, qualifiers),
        );
        this.#expect(isAdded, `${approach.name}: it does not add "${note}"`);
      }
    }
  }

  #checkOnlyUnder({ approaches }: ClauseOf<'ONLY_UNDER'>): void {
    const [statement, ...others] = this.#ofType('COMMON').flatMap(({ statements }) => statements);
    this.#expect(
      others.length === 0 && statement?.qualifiers.length === 0,
      'an ONLY_UNDER clause needs exactly one common statement, without conditions',
    );
    for (const { approach, conditions } of approaches) {
      this.#expect(conditions.length > 0, `${approach.name}: an ONLY_UNDER clause has no conditions for it`);
      const unconditioned = statement && { ...statement, qualifiers: [] };
      this.#expect(
        !unconditioned || !this.#states(this.#cellOf(approach).claims, unconditioned, 'IGNORE_MISSING_NOTE'),
        `${approach.name}: it states the value without conditions, too`,
      );
    }
  }

  #checkList({ assertion, list }: ClauseOf<'LIST'>): void {
    const listed = list.map(({ approach }) => this.#cellOf(approach));
    for (const { approach, statements } of list) {
      const { claims, cell } = this.#cellOf(approach);
      const isUndecided = ['NOT_STATED', 'UNKNOWN', 'NOT_APPLICABLE', 'CONTESTED'].includes(cell.state);
      this.#expect(!isUndecided, `${approach.name}: it is ${cell.state}, but in a list of values`);
      for (const statement of statements)
        this.#expect(
          this.#states(claims, statement, 'EXACT'),
          `${approach.name}: it does not state ${show(statement)}`,
        );
      const isSupplement = assertion.type === 'ALSO' && this.#ofType('COMMON').length > 0;
      const missing = claims.filter(({ value, qualifiers }) => {
        return (
          value &&
          !isSupplement &&
          !statements.some((each) => areEqual(each.qualifiers, qualifiers) && containsValue(each, value))
        );
      });
      this.#expect(missing.length === 0, `${approach.name}: a part of its values is missing from a list`);
    }
    const hasConditions = list.some(({ statements }) =>
      statements.some(({ qualifiers }) => qualifiers.length > 0),
    );
    this.#expect(
      assertion.type !== 'EQUIVALENT' || !hasConditions,
      'values under conditions are listed as equivalent',
    );
    this.#checkAssertion(assertion, listed);
  }

  #checkAssertion(assertion: ListAssertion, listed: readonly CheckedCell[]): void {
    const pairsWith = (one: CheckedCell, others: readonly CheckedCell[]) =>
      others.filter((other) => other !== one).map((other) => this.#rules.pair(one.cell, other.cell));
    const contested = this.#cells.filter(({ cell }) => cell.state === 'CONTESTED');
    switch (assertion.type) {
      case 'EQUIVALENT':
        this.#expect(listed.length === this.#cells.length, 'not every approach is in the list');
        this.#expect(
          !assertion.isWithinTolerance || (this.#row.axis as { tolerance?: unknown }).tolerance !== null,
          'the axis has no tolerance',
        );
        return this.#expectAgreement(listed, pairsWith);
      case 'AGREES_WHERE_CONDITIONS_OVERLAP':
        return this.#expectAgreement(this.#cells, pairsWith);
      case 'OVERLAPPING':
      case 'DIFFERENT':
      case 'OPPOSITE':
        this.#expect(listed.length !== 1 || assertion.isToContested, 'a single value is compared');
        this.#expect(listed.length > 0 || contested.length > 1, 'nothing is compared');
        for (const one of listed) {
          const others = assertion.isToContested ? contested : listed;
          const isRelated = pairsWith(one, others).some(({ verdict }) => verdict === assertion.type);
          this.#expect(
            isRelated,
            `${one.approach.name}: it is not ${assertion.type} to another compared value`,
          );
          const isCertain =
            assertion.type !== 'OVERLAPPING' ||
            assertion.isAtMost ||
            others.every((other) => !this.#mayDifferMore(one.cell, other.cell));
          this.#expect(isCertain, `${one.approach.name}: its values may differ instead of overlapping`);
        }
        return;
      case 'DISJOINT_CONDITIONS':
        return this.#expect(
          this.#cells.some((one) => pairsWith(one, this.#cells).some(({ basis }) => basis === 'QUALIFIERS')),
          'no conditions of the values are disjoint',
        );
      case 'PARTLY_AGREES':
        return listed.forEach((one) =>
          this.#expect(
            pairsWith(one, listed).some(({ basis }) => basis === 'CONTESTED'),
            `${one.approach.name}: it agrees or differs completely`,
          ),
        );
      case 'UNITS':
        return this.#checkUnits(assertion.units);
      case 'ONLY':
        return this.#cells.forEach((one) =>
          this.#expect(
            listed.includes(one) || ['NOT_STATED', 'CONTESTED'].includes(one.cell.state),
            `${one.approach.name}: it has claims, too`,
          ),
        );
      case 'STATED':
      case 'ALSO':
        return;
    }
  }

  /** Whether two cells are OVERLAPPING, but a statement of one and a statement of the other differ or cannot be compared. */
  #mayDifferMore(one: ReferenceCell, other: ReferenceCell): boolean {
    if (this.#rules.pair(one, other).verdict !== 'OVERLAPPING') return false;
    return one.statements.some((left) =>
      other.statements.some((right) => {
        const pair = this.#rules.pair({ ...one, statements: [left] }, { ...other, statements: [right] });
        return ['DIFFERENT', 'OPPOSITE', 'NOT_COMPARABLE'].includes(pair.verdict);
      }),
    );
  }

  #expectAgreement(
    cells: readonly CheckedCell[],
    pairsWith: (one: CheckedCell, others: readonly CheckedCell[]) => readonly { readonly verdict: string }[],
  ): void {
    for (const one of cells) {
      const isAgreed = pairsWith(one, cells).every(({ verdict }) => ['SAME', 'EQUIVALENT'].includes(verdict));
      this.#expect(isAgreed, `${one.approach.name}: it does not agree with every other value`);
    }
  }

  #checkUnits(units: readonly string[]): void {
    const stated = this.#cells.flatMap(({ claims }) =>
      claims.flatMap(({ value }) => (value?.type === 'QUANTITY' ? [value.unit ?? '1'] : [])),
    );
    const kinds = units.map((unit) => unitOf({ unit }).kind);
    this.#expect(
      units.length > 1 && new Set(kinds).size === units.length,
      'there are fewer than two units, or two units of one kind',
    );
    for (const unit of units) this.#expect(stated.includes(unit), `no value has the unit ${unit}`);
  }

  #checkTerms({ approaches, isAll, shared, others }: ClauseOf<'TERMS'>): void {
    this.#expect(
      isAll === (approaches.length === this.#cells.length),
      'isAll does not match the number of approaches',
    );
    const textsOf = (approach: Approach): readonly string[] =>
      this.#cellOf(approach).claims.flatMap(({ value }) => (value?.type === 'TERMS' ? value.terms : []));
    const termsOf = (approach: Approach): readonly string[] => textsOf(approach).map(comparedText);
    const namesOf = (text: string): readonly string[] => [...this.#row.nameLookup(text)];
    const ids = (list: readonly Approach[]): readonly string[] => list.map(({ id }) => id).sort();
    const allTerms = [...shared.map((term) => ({ term, approaches })), ...others];
    for (const { term, approaches: named } of allTerms) {
      const holders = approaches.filter((approach) => termsOf(approach).includes(comparedText(term)));
      this.#expect(
        String(ids(named)) === String(ids(holders)),
        `"${term}" is stated by other approaches than the named ones`,
      );
      // Texts that are compared as equal may name different concepts.
      const names = approaches
        .flatMap(textsOf)
        .filter((text) => comparedText(text) === comparedText(term))
        .flatMap(namesOf);
      const isUnclear = approaches
        .flatMap(textsOf)
        .some(
          (text) =>
            comparedText(text) !== comparedText(term) && namesOf(text).some((id) => names.includes(id)),
        );
      this.#expect(!isUnclear, `"${term}" is shared under another name`);
    }
    for (const { term, approaches: named } of others)
      this.#expect(named.length < approaches.length, `"${term}" is shared by all`);
    for (const approach of approaches) {
      const { cell, claims } = this.#cellOf(approach);
      this.#expect(
        cell.state === 'STATED',
        `${approach.name}: it is ${cell.state}, but its terms are compared`,
      );
      this.#expect(
        claims.every(({ value, qualifiers }) => value?.type === 'TERMS' && qualifiers.length === 0),
        `${approach.name}: its values have conditions, or are not terms`,
      );
      const missing = termsOf(approach).filter(
        (term) => !allTerms.some((each) => comparedText(each.term) === term),
      );
      this.#expect(missing.length === 0, `${approach.name}: some of its terms are missing`);
    }
  }

  #checkAbsences({ type, approaches }: ClauseOf<'UNKNOWN' | 'NOT_APPLICABLE'>): void {
    for (const { approach, conditions } of approaches) {
      for (const qualifiers of conditions.length === 0 ? [[]] : conditions) {
        const isStated = this.#cellOf(approach).claims.some(
          (claim) => claim.absence === type && areEqual(claim.qualifiers, qualifiers),
        );
        this.#expect(
          isStated,
          `${approach.name}: no claim states ${type} under ${JSON.stringify(qualifiers)}`,
        );
      }
    }
  }

  #checkContested({ contest, list }: ClauseOf<'CONTESTED'>): void {
    for (const { approach, statements } of list) {
      const { claims, cell } = this.#cellOf(approach);
      this.#expect(
        cell.state === 'CONTESTED',
        `${approach.name}: it is ${cell.state}, but listed as contested`,
      );
      for (const statement of statements)
        this.#expect(
          this.#states(claims, statement, 'EXACT'),
          `${approach.name}: it does not state ${show(statement)}`,
        );
      const isBySources = claims.some((one) =>
        claims.some(
          (other) => one.source !== other.source && this.#rules.cell([one, other]).state === 'CONTESTED',
        ),
      );
      this.#expect(
        (contest === 'SOURCES') === isBySources,
        `${approach.name}: it is not contested by ${contest}`,
      );
    }
  }

  #checkNotComparable({ isNone }: ClauseOf<'NOT_COMPARABLE'>): void {
    const withValues = this.#cells.filter(({ claims }) => claims.some(({ value }) => value !== null));
    this.#expect(this.#verdict() === 'NOT_COMPARABLE', 'the row is comparable');
    this.#expect(isNone === withValues.length < 2, 'isNone does not match the number of cells with values');
  }

  /** Checks that clauses name each contested cell, each cell that is not stated, and each absence in another cell. */
  #checkUndecidedCellsAreNamed(): void {
    for (const { approach, claims, cell } of this.#cells) {
      const isNamed = (type: Clause['type']): boolean =>
        this.#clauses.some((clause) => clause.type === type && namedIn(clause).includes(approach.id));
      if (cell.state === 'CONTESTED' || cell.state === 'NOT_STATED') {
        this.#expect(isNamed(cell.state), `${approach.name}: it is ${cell.state}, which no clause names`);
        continue;
      }
      for (const { absence } of claims)
        this.#expect(
          absence === null || isNamed(absence),
          `${approach.name}: no clause names its ${absence}`,
        );
    }
  }

  /** If there is a COMMON clause, checks that each value, with its note and conditions, is in this clause or in a clause that names the approach of the value. */
  #checkSameValuesAreComplete(): void {
    const common = this.#ofType('COMMON').flatMap(({ statements }) => statements);
    if (common.length === 0) return;
    const remarks = this.#ofType('REMARKS').flatMap((clause) => clause.remarks);
    const onlyUnder = this.#ofType('ONLY_UNDER').flatMap(({ approaches }) => approaches);
    const listed = this.#ofType('LIST').flatMap(({ list }) => list);
    for (const { approach, claims } of this.#cells) {
      for (const claim of claims) {
        const { value, qualifiers } = claim;
        if (!value) continue;
        const areConditionsCovered = (statement: CellStatement): boolean =>
          areEqual(statement.qualifiers, qualifiers) ||
          onlyUnder.some(
            (each) =>
              each.approach.id === approach.id && each.conditions.some((set) => areEqual(set, qualifiers)),
          ) ||
          // A condition adds nothing to a value that is stated without conditions.
          this.#states(claims, { ...statement, qualifiers: [] }, 'IGNORE_MISSING_NOTE');
        const isInCommon = common.some(
          (statement) =>
            containsValue(statement, value, 'IGNORE_MISSING_NOTE') && areConditionsCovered(statement),
        );
        const note = value.type === 'SUPPORT' && value.support !== 'PARTIAL' ? value.note : null;
        const isNoteCovered =
          note === null ||
          common.some((statement) => containsValue(statement, value)) ||
          remarks.some(
            (remark) =>
              fold(remark.note) === fold(note) && remark.approaches.some(({ id }) => id === approach.id),
          );
        const isListed = listed.some(
          (each) =>
            each.approach.id === approach.id &&
            each.statements.some(
              (statement) => containsValue(statement, value) && areEqual(statement.qualifiers, qualifiers),
            ),
        );
        this.#expect(
          (isInCommon && isNoteCovered) || isListed,
          `${approach.name}: ${JSON.stringify(value)} under ${JSON.stringify(qualifiers)} is in no clause`,
        );
      }
    }
  }

  #ofType<Type extends Clause['type']>(type: Type): readonly ClauseOf<Type>[] {
    return this.#clauses.filter((clause): clause is ClauseOf<Type> => clause.type === type);
  }

  /** Whether claims state exactly the values, or the absence, of a statement under its conditions. */
  #states(claims: readonly Claim[], statement: CellStatement, notes: Notes): boolean {
    const under = claims.filter(({ qualifiers }) => areEqual(qualifiers, statement.qualifiers));
    if (statement.absence !== null) return under.some(({ absence }) => absence === statement.absence);
    const values = under.flatMap(({ value }) => value ?? []);
    if (this.#row.axis.kind === 'DIMENSION' && this.#row.axis.cardinality === 'MULTIPLE') {
      // The empty set does not accumulate with other values.
      if (statement.values.every(isEmptySet)) return values.some(isEmptySet);
      const [one, other] = [comparableTextsOf(values), comparableTextsOf(statement.values)];
      return one.size === other.size && [...one].every((each) => other.has(each));
    }
    return (
      statement.values.length === 1 &&
      values.some((value) => statement.values.some((each) => isSame(each, value, notes)))
    );
  }
}

function isEmptySet(value: ClaimValue): boolean {
  return value.type === 'TERMS' && value.terms.length === 0;
}

/** How notes are compared: with IGNORE_MISSING_NOTE, a YES or NO without a note in a clause matches the same support with any note. */
type Notes = 'EXACT' | 'IGNORE_MISSING_NOTE';

/** Whether a statement contains a value. The texts or terms of the value can be in different values of the statement. */
function containsValue(statement: CellStatement, value: ClaimValue, notes: Notes = 'EXACT'): boolean {
  if (statement.values.some((each) => isSame(each, value, notes))) return true;
  const texts = comparableTextsOf(statement.values);
  return (
    (value.type === 'TEXT' || value.type === 'TERMS') &&
    [...comparableTextsOf([value])].every((each) => texts.has(each))
  );
}

function isSame(clauseValue: ClaimValue, value: ClaimValue, notes: Notes): boolean {
  if (clauseValue.type === 'SUPPORT' && value.type === 'SUPPORT') {
    const isMissing =
      clauseValue.note === null && clauseValue.support !== 'PARTIAL' && notes === 'IGNORE_MISSING_NOTE';
    return (
      clauseValue.support === value.support &&
      (isMissing || fold(clauseValue.note ?? '') === fold(value.note ?? ''))
    );
  }
  if (clauseValue.type === 'TEXT' && value.type === 'TEXT')
    return comparedText(clauseValue.text) === comparedText(value.text);
  if (clauseValue.type === 'TERMS' && value.type === 'TERMS')
    return (
      String([...new Set(clauseValue.terms.map(comparedText))].sort()) ===
      String([...new Set(value.terms.map(comparedText))].sort())
    );
  return JSON.stringify(clauseValue) === JSON.stringify(value);
}

function comparableTextsOf(values: readonly ClaimValue[]): ReadonlySet<string> {
  return new Set(
    values.flatMap((value) => {
      if (value.type === 'TEXT') return [comparedText(value.text)];
      return value.type === 'TERMS' ? value.terms.map(comparedText) : [JSON.stringify(value)];
    }),
  );
}

/** Whether two sets of conditions are equal. */
function areEqual(left: readonly Qualifier[], right: readonly Qualifier[]): boolean {
  return (
    left.length === right.length &&
    left.every((one) => right.some(({ key }) => key === one.key)) &&
    overlap(left, right)
  );
}

/** Returns the ids of the approaches that a clause names. */
export function namedIn(clause: Clause): readonly string[] {
  switch (clause.type) {
    case 'REMARKS':
      return clause.remarks.flatMap(({ approaches }) => approaches.map(({ id }) => id));
    case 'LIST':
    case 'CONTESTED':
      return clause.list.map(({ approach }) => approach.id);
    case 'TERMS':
    case 'NOT_STATED':
      return clause.approaches.map(({ id }) => id);
    case 'ONLY_UNDER':
    case 'UNKNOWN':
    case 'NOT_APPLICABLE':
      return clause.approaches.map(({ approach }) => approach.id);
    case 'COMMON':
    case 'UNDETERMINED':
    case 'NOT_COMPARABLE':
      return [];
  }
}

function show({ values, absence, qualifiers }: CellStatement): string {
  return JSON.stringify([values, absence, qualifiers]);
}
