import { ranks, type Claim, type Qualifier } from '../../graph/claim.js';
import type { Approach } from '../../graph/concept.js';
import { fold } from '../../graph/text/fold.js';
import { qualifiersOverlap } from '../../graph/identity.js';
import { ruleFor, ruleOf, type ClaimValue } from '../../graph/values/value-rules.js';
import type { Naming } from '../../graph/values/value-type.js';
import type { Measure } from './axis.js';
import type { CellKind } from './cell-kind.js';
import type { CellKeys } from './content-ids.js';
import type { CellState, Said, Statement } from './statement.js';

/** What a cell says, with the claims that agree on it. */
export interface QualifiedValue extends Said {
  readonly claims: readonly Claim[];
}

export interface Cell {
  /** Covers everything the content depends on: approach, axis, conditions, and the revision if requested by number. */
  readonly id: string;
  /** Axis and approach, see `cellSlot`. */
  readonly slot: string;
  readonly approach: Approach;
  readonly state: CellState;
  /** What the best-ranked claims state, best supported first. */
  readonly said: readonly Said[];
  /** The same, with the claims. */
  readonly values: readonly QualifiedValue[];
  /** Every claim behind the cell, outranked ones too. */
  readonly claims: readonly Claim[];
  /** The first place that one of the claims has in the editorial order; null without claims. */
  readonly position: number | null;
  readonly statements: readonly Statement[];
  /** What cells that say the same have in common; null where that is not kept. */
  readonly kind: CellKind | null;
}

const nothing: readonly never[] = Object.freeze([]);

/** What claims make of a cell, whatever approach it is of. */
export type CellContent = Omit<Cell, 'id' | 'slot' | 'approach'>;

const emptyContent: CellContent = Object.freeze({
  state: 'NOT_STATED',
  said: nothing,
  values: nothing,
  claims: nothing,
  position: null,
  statements: nothing,
  kind: null,
});

/** A cell that is filled from the claims about its approach along its axis. */
export class FilledCell implements Cell {
  readonly approach: Approach;
  readonly state: CellState;
  readonly said: readonly Said[];
  readonly values: readonly QualifiedValue[];
  readonly claims: readonly Claim[];
  readonly position: number | null;
  readonly statements: readonly Statement[];
  readonly kind: CellKind | null;
  readonly #keys: CellKeys;

  constructor(approach: Approach, content: CellContent, keys: CellKeys) {
    this.approach = approach;
    this.state = content.state;
    this.said = content.said;
    this.values = content.values;
    this.claims = content.claims;
    this.position = content.position;
    this.statements = content.statements;
    this.kind = content.kind;
    this.#keys = keys;
  }

  get id(): string {
    return this.#keys.idOf(this.approach.id);
  }

  get slot(): string {
    return this.#keys.slotOf(this.approach.id);
  }
}

/** What the claims about one approach along one axis make of its cell. */
export function contentOf(claims: readonly Claim[], measure: Measure, naming: Naming): CellContent {
  const [only, ...others] = claims;
  if (!only) return emptyContent;
  if (others.length === 0) return singleClaimContent(only, claims);
  const values = statedValues(claims, measure, naming);
  const statements = statementsOf(values, measure);
  return {
    state: stateOf(statements, measure, naming),
    said: values,
    values,
    claims,
    position: claims.reduce((first, claim) => Math.min(first, claim.position), Infinity),
    statements,
    kind: null,
  };
}

/** One claim is not outranked, yields to nothing and is not contested: the most frequent cell, made in short. */
function singleClaimContent(claim: Claim, claims: readonly Claim[]): CellContent {
  const values = [toQualifiedValue(claims, claim)];
  return {
    state: claim.absence ?? 'STATED',
    said: values,
    values,
    claims,
    position: claim.position,
    statements: [toStatement(claim)],
    kind: null,
  };
}

/**
 * What claims about one thing state, best supported first. Claims of the best rank present count; UNKNOWN
 * yields to whatever is stated under conditions that overlap; claims agree when they are SAME or EQUIVALENT.
 */
export function statedValues(
  claims: readonly Claim[],
  measure: Measure,
  naming: Naming,
): readonly QualifiedValue[] {
  return gather(withoutYielding(bestRanked(claims)), measure, naming);
}

function bestRanked(claims: readonly Claim[]): readonly Claim[] {
  const best = Math.min(...claims.map((claim) => ranks.indexOf(claim.rank)));
  return claims.filter((claim) => ranks.indexOf(claim.rank) === best);
}

function withoutYielding(claims: readonly Claim[]): readonly Claim[] {
  const stated = claims.filter((claim) => claim.absence !== 'UNKNOWN');
  return claims.filter(
    (claim) =>
      claim.absence !== 'UNKNOWN' ||
      !stated.some((other) => qualifiersOverlap(claim.qualifiers, other.qualifiers)),
  );
}

/** Claims that agree under the same conditions, together; best supported first, ties by claim id. */
function gather(claims: readonly Claim[], measure: Measure, naming: Naming): readonly QualifiedValue[] {
  if (claims.length === 1) return claims.map((claim) => toQualifiedValue([claim], claim));
  const groups: Claim[][] = [];
  for (const claim of [...claims].sort(byId)) {
    const group = groups.find((each) => each.every((other) => saysTheSame(other, claim, measure, naming)));
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

function saysTheSame(left: Claim, right: Claim, measure: Measure, naming: Naming): boolean {
  if (conditions(left.qualifiers) !== conditions(right.qualifiers)) return false;
  if (!left.value || !right.value) return left.absence === right.absence;
  return agree([left.value], [right.value], measure, naming);
}

/** Qualifiers in a form that is equal for equal conditions. */
export function conditions(qualifiers: readonly Qualifier[]): string {
  return qualifiers.length === 0
    ? ''
    : JSON.stringify(qualifiers.map(({ key, value }) => [key, fold(value)]));
}

function agree(
  left: readonly ClaimValue[],
  right: readonly ClaimValue[],
  measure: Measure,
  naming: Naming,
): boolean {
  return ruleFor(measure.valueType).relate(left, right, measure.scale, naming)?.distance === 0;
}

/**
 * What values put into pairs: each of their wordings, since two that agree need not both agree with a third.
 * Where claims accumulate, all the words under the same conditions are one statement.
 */
function statementsOf(values: readonly QualifiedValue[], measure: Measure): readonly Statement[] {
  const claims = values.flatMap((each) => each.claims);
  if (claims.length === 1) return claims.map(toStatement);
  const worded = new Map<string, Statement & { values: ClaimValue[] }>();
  for (const claim of claims) {
    const { value, absence } = claim;
    const wording = value && !measure.accumulates ? ruleOf(value).canonical(value) : null;
    const key = JSON.stringify([wording, absence, conditions(claim.qualifiers)]);
    const known = worded.get(key);
    if (!known) worded.set(key, toStatement(claim));
    else if (value && measure.accumulates) known.values.push(value);
  }
  return [...worded.values()];
}

function toStatement({ value, absence, qualifiers }: Claim): Statement & { values: ClaimValue[] } {
  return { values: value ? [value] : [], absence, qualifiers };
}

function stateOf(statements: readonly Statement[], measure: Measure, naming: Naming): CellState {
  const contested = statements.some((one, index) =>
    statements.slice(index + 1).some((other) => contest(one, other, measure, naming)),
  );
  if (contested) return 'CONTESTED';
  if (statements.some((each) => each.absence === null)) return 'STATED';
  return statements.some((each) => each.absence === 'NOT_APPLICABLE') ? 'NOT_APPLICABLE' : 'UNKNOWN';
}

/** An UNKNOWN that is left at this point overlaps nothing, so that an absence here is NOT_APPLICABLE. */
function contest(left: Statement, right: Statement, measure: Measure, naming: Naming): boolean {
  if (!qualifiersOverlap(left.qualifiers, right.qualifiers)) return false;
  if (left.absence !== null || right.absence !== null) return left.absence !== right.absence;
  return !measure.accumulates && !agree(left.values, right.values, measure, naming);
}
