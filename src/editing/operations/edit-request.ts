import type { ClaimDraft } from '../../graph/ports/writing.js';
import type { ConceptKind } from '../../graph/concept.js';
import type { ValueType } from '../../graph/values/value-rules.js';
import type { Edit } from '../edit.js';

/** A value as an editor writes it, before `ValueRule.parse` parses it. */
export interface WrittenValue {
  readonly type: ValueType;
  readonly written: unknown;
}

/** The members of a claim as an editor states them. */
export interface ClaimRequest extends Omit<ClaimDraft, 'value' | 'supersedes'> {
  readonly value: WrittenValue | null;
}

/** The content of a concept as an editor states it. */
export interface ConceptRequest {
  /** Null for a new concept. */
  readonly id: string | null;
  readonly kind: ConceptKind;
  /** The stated members by name. Null removes a value; members that are not stated stay as they are. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly formerSlugs: readonly string[];
}

/**
 * An edit as an editor states it. `completeEdits` adds the id of a new concept and the members that the editor omitted,
 * and parses values.
 */
export type EditRequest =
  | { readonly type: 'putConcept'; readonly concept: ConceptRequest }
  | { readonly type: 'putClaim'; readonly claim: ClaimRequest }
  | { readonly type: 'replaceClaim'; readonly id: string; readonly claim: Partial<ClaimRequest> }
  | Exclude<Edit, { readonly type: 'putConcept' | 'putClaim' | 'replaceClaim' | 'putText' }>;
