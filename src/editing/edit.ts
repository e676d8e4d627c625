import type { ScaleMembers } from '../graph/changes/dimension-rules.js';
import type { Citation, Claim, Rank } from '../graph/claim.js';
import type { Concept, Dimension } from '../graph/concept.js';
import type { ClaimDraft } from '../graph/ports/writing.js';
import type { SourceText } from '../graph/source-text.js';

/** The properties of a dimension that `setDimension` sets; omitted members do not change. */
export type DimensionProperties = Partial<
  Pick<Dimension, keyof ScaleMembers | 'group' | 'betterWhen' | 'weighs'>
>;

/** Compiles only while the list has every property. */
const allDimensionProperties: Readonly<Record<keyof DimensionProperties, true>> = {
  group: true,
  valueType: true,
  cardinality: true,
  levels: true,
  unit: true,
  minimum: true,
  maximum: true,
  tolerance: true,
  earliest: true,
  latest: true,
  betterWhen: true,
  weighs: true,
};
export const dimensionPropertyNames = Object.freeze(
  Object.keys(allDimensionProperties),
) as readonly (keyof DimensionProperties)[];

/**
 * One edit of a changeset, as JSON. It refers to concepts and claims by id. The edits of a changeset apply in order: a
 * later edit may name a concept or claim that an earlier edit put.
 *
 * - `putConcept`: adds the concept, or replaces its content. The slugs in `formerSlugs` also resolve to it.
 * - `renameConcept`: sets the name, the slug, or both. The old slug still resolves.
 * - `mergeConcept`: ends the concept `id` and every claim that names it. For each of these claims, except claims
 *   between the two concepts, puts a new claim that names `into` and supersedes the ended claim. If the graph already
 *   has a claim with the id of the new claim, that claim only gets the citations. `into` gets the name and aliases of
 *   `id` as aliases, and its `sameAs` URIs. Both concepts must be of one kind.
 * - `endConcept`: ends the concept; `withClaims` also ends all claims that name it.
 * - `putClaim`: adds the claim, or changes the members that its id does not cover: see `ClaimIdentity`.
 * - `replaceClaim`: ends the claim `id`; the new claim supersedes it. If the new claim has the same id, the claim
 *   changes in place. `claim.supersedes` is ignored.
 * - `rankClaim`: sets the rank of the claim.
 * - `endClaim`: ends the claim.
 * - `addCitation`: adds a citation to a claim, unless the claim has it.
 * - `setDimension`: sets properties of a dimension.
 * - `putText`: stores the text of a cited source.
 */
export type Edit =
  | { readonly type: 'putConcept'; readonly concept: Concept; readonly formerSlugs?: readonly string[] }
  | { readonly type: 'renameConcept'; readonly id: string; readonly name?: string; readonly slug?: string }
  | { readonly type: 'mergeConcept'; readonly id: string; readonly into: string }
  | { readonly type: 'endConcept'; readonly id: string; readonly withClaims: boolean }
  | { readonly type: 'putClaim'; readonly claim: ClaimDraft }
  | { readonly type: 'replaceClaim'; readonly id: string; readonly claim: ClaimDraft }
  | { readonly type: 'rankClaim'; readonly id: string; readonly rank: Rank }
  | { readonly type: 'endClaim'; readonly id: string }
  | { readonly type: 'addCitation'; readonly claim: string; readonly citation: Citation }
  | { readonly type: 'setDimension'; readonly id: string; readonly properties: DimensionProperties }
  | { readonly type: 'putText'; readonly text: SourceText };
export type EditType = Edit['type'];

/** Compiles only while the list has every type of edit. */
const allEditTypes: Readonly<Record<EditType, true>> = {
  putConcept: true,
  renameConcept: true,
  mergeConcept: true,
  endConcept: true,
  putClaim: true,
  replaceClaim: true,
  rankClaim: true,
  endClaim: true,
  addCitation: true,
  setDimension: true,
  putText: true,
};
export const editTypes = Object.freeze(Object.keys(allEditTypes)) as readonly EditType[];

/** A claim with its citations. */
export interface CitedClaim {
  readonly claim: Claim;
  readonly citations: readonly Citation[];
}

/**
 * The published state of the concepts and claims that an edit names, when the edit was added or last confirmed. An edit
 * that undoes a revision has the state after this revision. Differences between this state and the published state can
 * be conflicts: see `resolveEdits`. Changes by other edits of the same changeset do not count. Edits of a revert share bases, which also have
 * the states of what other edits name.
 */
export interface EditBase {
  /** The published revision at which the state was read. */
  readonly revision: number;
  /** The concepts that the edit names, by id; null for a concept that did not exist. */
  readonly concepts: Readonly<Record<string, Concept | null>>;
  /** The claims that `namedBy` lists, by id; null for a claim that did not exist. */
  readonly claims: Readonly<Record<string, CitedClaim | null>>;
}

/** An edit in a changeset. */
export interface StoredEdit {
  /** Its number in the changeset, from 1. The number of a removed edit is not used again. */
  readonly number: number;
  readonly edit: Edit;
  readonly base: EditBase;
}

/**
 * An edit as the store has it. Of the bases of a revert, which can have 100,000 edits, only the revision is stored; `loadEdits` reads their
 * concepts and claims.
 */
export interface RecordedEdit extends Omit<StoredEdit, 'base'> {
  readonly base: EditBase | Pick<EditBase, 'revision'>;
}
