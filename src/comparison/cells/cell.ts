import { ranks, type Claim, type Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import { ruleFor, ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';
import type { NameLookup } from '../../graph/values/value-type.js';
import type { ValueDefinition } from './axis.js';
import type { CellClass } from './cell-class.js';
import type { CellKeys } from './content-ids.js';
import type { CellState, CellStatement, Contest, StatedValue } from './statement.js';

/** A value or absence of a cell, with the claims that agree on it. */
export interface QualifiedValue extends StatedValue {
  readonly claims: readonly Claim[];
}

/** The row in which a cell is shown. */
export interface CellRow {
  readonly definition: ValueDefinition;
  /** One for each approach; a single cell if the cell is shown without a row, as in a ranking. */
  readonly cells: readonly Cell[];
}

export interface Cell {
  /**
   * An id that covers all inputs of the content: approach, axis, conditions, and the revision if the request selects
   * one.
   */
  readonly id: string;
  /** A permanent reference, which depends only on the axis and the approach; see `cellSlot`. */
  readonly slot: string;
  readonly approach: Approach;
  readonly state: CellState;
  /** The parties that disagree; null unless the state is CONTESTED. */
  readonly contest: Contest | null;
  /**
   * The values and absences that the claims of the highest rank state, best supported first. The claims are omitted, since
   * loading them takes time.
   */
  readonly stated: readonly StatedValue[];
  /** The values of `stated`, with their claims. */
  readonly values: readonly QualifiedValue[];
  /** Every claim of the cell, including outranked claims. */
  readonly claims: readonly Claim[];
  /** The lowest editorial position of the claims; null without claims. */
  readonly position: number | null;
  readonly statements: readonly CellStatement[];
  /** The class of the cell; null if the cell is not cached. */
  readonly cellClass: CellClass | null;
  readonly row: CellRow;
}

const nothing: readonly never[] = Object.freeze([]);

/** The content of a cell, derived from claims; it does not depend on the approach. */
export type CellContent = Omit<Cell, 'id' | 'slot' | 'approach' | 'row'>;

const emptyContent: CellContent = Object.freeze({
  state: 'NOT_STATED',
  contest: null,
  stated: nothing,
  values: nothing,
  claims: nothing,
  position: null,
  statements: nothing,
  cellClass: null,
});

/** A cell with content that was derived from claims before the cell was created. */
export class FilledCell implements Cell {
  readonly approach: Approach;
  readonly state: CellState;
  readonly contest: Contest | null;
  readonly stated: readonly StatedValue[];
  readonly values: readonly QualifiedValue[];
  readonly claims: readonly Claim[];
  readonly position: number | null;
  readonly statements: readonly CellStatement[];
  readonly cellClass: CellClass | null;
  readonly #keys: CellKeys;
  readonly #row: CellRow;

  constructor(approach: Approach, content: CellContent, keys: CellKeys, row: CellRow) {
    this.approach = approach;
    this.state = content.state;
    this.contest = content.contest;
    this.stated = content.stated;
    this.values = content.values;
    this.claims = content.claims;
    this.position = content.position;
    this.statements = content.statements;
    this.cellClass = content.cellClass;
    this.#keys = keys;
    this.#row = row;
  }

  get row(): CellRow {
    return this.#row;
  }

  get id(): string {
    return this.#keys.idOf(this.approach.id);
  }

  get slot(): string {
    return this.#keys.slotOf(this.approach.id);
  }
}

/** Creates the cells of a row; each cell refers to the row. @param create returns the cell of a column */
export function cellsInRow<Column>(
  definition: ValueDefinition,
  columns: readonly Column[],
  create: (column: Column, row: CellRow) => Cell,
): readonly Cell[] {
  const cells: Cell[] = [];
  const row: CellRow = { definition, cells };
  for (const column of columns) cells.push(create(column, row));
  return cells;
}

/**
 * Derives the content of a cell from the claims about one approach along one axis, or along equivalent axes.
 * @param claims in editorial order within each axis
 */
export function contentOf(
  claims: readonly Claim[],
  definition: ValueDefinition,
  nameLookup: NameLookup,
): CellContent {
  const [only, ...others] = claims;
  if (!only) return emptyContent;
  if (others.length === 0) return singleClaimContent(only, claims);
  const values = statedValues(claims, definition, nameLookup);
  const statements = statementsOf(values, definition);
  const state = stateOf(statements, definition, nameLookup);
  return {
    state,
    contest: state === 'CONTESTED' ? contestOf(values, definition, nameLookup) : null,
    stated: values,
    values,
    claims,
    position: claims.reduce((first, claim) => Math.min(first, claim.position), Infinity),
    statements,
    cellClass: null,
  };
}

/**
 * Derives the content of a cell with one claim, which most cells have. A single claim cannot be outranked or contested.
 */
function singleClaimContent(claim: Claim, claims: readonly Claim[]): CellContent {
  const values = [toQualifiedValue(claims, claim)];
  return {
    state: claim.absence ?? 'STATED',
    contest: null,
    stated: values,
    values,
    claims,
    position: claim.position,
    statements: [toStatement(claim)],
    cellClass: null,
  };
}

/**
 * Derives the values that claims about one subject state along one axis, best supported first. Only claims of the
 * highest rank count. A claim of UNKNOWN is ignored if another claim under overlapping conditions states a value or
 * NOT_APPLICABLE. Claims under the same conditions agree if their values are SAME or EQUIVALENT, or if their absences
 * are equal.
 */
export function statedValues(
  claims: readonly Claim[],
  definition: ValueDefinition,
  nameLookup: NameLookup,
): readonly QualifiedValue[] {
  return groupAgreeing(withoutOutweighedUnknowns(highestRanked(claims)), definition, nameLookup);
}

function highestRanked(claims: readonly Claim[]): readonly Claim[] {
  const best = Math.min(...claims.map((claim) => ranks.indexOf(claim.rank)));
  return claims.filter((claim) => ranks.indexOf(claim.rank) === best);
}

function withoutOutweighedUnknowns(claims: readonly Claim[]): readonly Claim[] {
  const stated = claims.filter((claim) => claim.absence !== 'UNKNOWN');
  return claims.filter(
    (claim) =>
      claim.absence !== 'UNKNOWN' ||
      !stated.some((other) => qualifiersOverlap(claim.qualifiers, other.qualifiers)),
  );
}

/** Groups claims that agree under the same conditions; best supported first, ties by claim id. */
function groupAgreeing(
  claims: readonly Claim[],
  definition: ValueDefinition,
  nameLookup: NameLookup,
): readonly QualifiedValue[] {
  if (claims.length === 1) return claims.map((claim) => toQualifiedValue([claim], claim));
  const groups: Claim[][] = [];
  for (const claim of [...claims].sort(byId)) {
    const group = groups.find((each) =>
      each.every((other) => agreeUnderSameConditions(other, claim, definition, nameLookup)),
    );
    if (group) group.push(claim);
    else groups.push([claim]);
  }
  return groups
    .map((group) => ({ group, sources: new Set(group.map((claim) => claim.source)).size }))
    .sort((a, b) => b.sources - a.sources)
    .map(({ group }) => toQualifiedValue(group, group[0] as Claim));
}

function toQualifiedValue(claims: readonly Claim[], first: Claim): QualifiedValue {
  return { value: first.value, absence: first.absence, qualifiers: first.qualifiers, claims };
}

function byId(left: Claim, right: Claim): number {
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}

function agreeUnderSameConditions(
  left: Claim,
  right: Claim,
  definition: ValueDefinition,
  nameLookup: NameLookup,
): boolean {
  if (conditions(left.qualifiers) !== conditions(right.qualifiers)) return false;
  if (!left.value || !right.value) return left.absence === right.absence;
  return agree([left.value], [right.value], definition, nameLookup);
}

/** Converts qualifiers to a canonical text, which is equal for equal conditions. */
export function conditions(qualifiers: readonly Qualifier[]): string {
  return qualifiers.length === 0
    ? ''
    : JSON.stringify(qualifiers.map(({ key, value }) => [key, fold(value)]));
}

function agree(
  left: readonly ClaimValue[],
  right: readonly ClaimValue[],
  definition: ValueDefinition,
  nameLookup: NameLookup,
): boolean {
  return ruleFor(definition.valueType).relate(left, right, definition.scale, nameLookup)?.distance === 0;
}

/**
 * Creates the statements that are compared with other cells: one for each different wording, since two claims that
 * agree with each other need not both agree with a third claim. If claims accumulate, all values under the same
 * conditions form one statement, except for empty sets of terms, to which nothing can be added.
 */
function statementsOf(
  values: readonly QualifiedValue[],
  definition: ValueDefinition,
): readonly CellStatement[] {
  const claims = values.flatMap((each) => each.claims);
  if (claims.length === 1) return claims.map(toStatement);
  const byWording = new Map<string, CellStatement & { values: ClaimValue[] }>();
  for (const claim of claims) {
    const { value, absence } = claim;
    const isAlone = value && (!definition.accumulates || isEmptySet(value));
    const wording = isAlone ? ruleOf(value).canonical(value) : null;
    const key = JSON.stringify([wording, absence, conditions(claim.qualifiers)]);
    const statement = byWording.get(key);
    if (!statement) byWording.set(key, toStatement(claim));
    else if (value && definition.accumulates) statement.values.push(value);
  }
  return [...byWording.values()];
}

function toStatement({ value, absence, qualifiers }: Claim): CellStatement & { values: ClaimValue[] } {
  return { values: value ? [value] : [], absence, qualifiers };
}

function stateOf(
  statements: readonly CellStatement[],
  definition: ValueDefinition,
  nameLookup: NameLookup,
): CellState {
  const contested = statements.some((one, index) =>
    statements.slice(index + 1).some((other) => contest(one, other, definition, nameLookup)),
  );
  if (contested) return 'CONTESTED';
  if (statements.some((each) => each.absence === null)) return 'STATED';
  return statements.some((each) => each.absence === 'NOT_APPLICABLE') ? 'NOT_APPLICABLE' : 'UNKNOWN';
}

function isEmptySet(value: ClaimValue): boolean {
  return value.type === 'TERMS' && value.terms.length === 0;
}

/** Finds the parties that disagree in a contested cell with these values. */
function contestOf(
  values: readonly QualifiedValue[],
  definition: ValueDefinition,
  nameLookup: NameLookup,
): Contest {
  const claims = values.flatMap((each) => each.claims);
  const disagree = claims.some((one, index) =>
    claims
      .slice(index + 1)
      .some(
        (other) =>
          one.source !== other.source &&
          contest(toStatement(one), toStatement(other), definition, nameLookup),
      ),
  );
  return disagree ? 'SOURCES' : 'ONE_SOURCE';
}

/**
 * Whether two statements contest each other. `withoutOutweighedUnknowns` has removed each UNKNOWN that overlaps with a
 * value or with NOT_APPLICABLE, so statements with different absences contest each other if they overlap.
 */
function contest(
  left: CellStatement,
  right: CellStatement,
  definition: ValueDefinition,
  nameLookup: NameLookup,
): boolean {
  if (!qualifiersOverlap(left.qualifiers, right.qualifiers)) return false;
  if (left.absence !== null || right.absence !== null) return left.absence !== right.absence;
  if (definition.accumulates) return left.values.every(isEmptySet) !== right.values.every(isEmptySet);
  return !agree(left.values, right.values, definition, nameLookup);
}
