import type { Concept } from '../graph/concept.js';
import type { ClaimDraft } from '../graph/ports/writing.js';
import type { CitedClaim, EditBase } from './edit.js';
import { isSameData } from './merge-members.js';
import { problemOf, type ConflictState, type Problem, type Resolution } from './problem.js';

/** The three states of a concept in conflict. */
export interface ConceptStates {
  readonly id: string;
  readonly base: Concept | null;
  readonly theirs: Concept | null;
  readonly mine: Concept | null;
}

/** The three states of a claim in conflict. */
export interface ClaimStates {
  readonly id: string;
  readonly base: CitedClaim | null;
  readonly theirs: CitedClaim | null;
  readonly mine: CitedClaim | null;
}

/**
 * Creates the problem of an edit whose concept was added, changed or ended after the base revision of the edit.
 * @param disputed the members in conflict: changed by both sides, or, if the edit ends or merges the concept, changed by a publication
 * @param isPut whether the edit puts the concept: such an edit can be confirmed even if the concept has ended
 */
export function conceptConflict(
  edit: number,
  { id, base, theirs, mine }: ConceptStates,
  disputed: readonly string[] = [],
  isPut = false,
): Problem {
  return conflictProblem({
    thing: 'CONCEPT',
    ...{ edit, id, disputed, isPut, wasThere: base !== null, isThere: theirs !== null },
    ...{ base: ofConcept(base), theirs: ofConcept(theirs), mine: ofConcept(mine) },
  });
}

/** Creates the problem of an edit whose claim was added, changed, ended or replaced after the base revision of the edit. */
export function claimConflict(
  edit: number,
  { id, base, theirs, mine }: ClaimStates,
  disputed: readonly string[] = [],
  isPut = false,
): Problem {
  return conflictProblem({
    thing: 'CLAIM',
    ...{ edit, id, disputed, isPut, wasThere: base !== null, isThere: theirs?.claim.id === id },
    ...{ base: ofClaim(base), theirs: ofClaim(theirs), mine: ofClaim(mine) },
  });
}

/**
 * Creates the problem of an edit that ends a concept, because of a claim that names the concept and that was added or changed after the base
 * revision of the edit. Only the bases of reverts can have the state of such a claim; other bases do not show whether the claim existed.
 * @param theirs the published claim
 */
export function namingConflict(
  edit: number,
  {
    concept,
    base,
    theirs,
  }: { readonly concept: string; readonly base: EditBase; readonly theirs: CitedClaim },
): Problem {
  const { id } = theirs.claim;
  if (Object.hasOwn(base.claims, id))
    return claimConflict(edit, { id, base: base.claims[id] ?? null, theirs, mine: null });
  return problemOfStates({
    ...{ thing: 'CLAIM', edit, id, isConfirmable: true, base: null, theirs: ofClaim(theirs), mine: null },
    expected: `no claim that names ${concept} and was added or changed after revision ${base.revision}`,
    got: id,
  });
}

/**
 * Finds a claim that was added or changed after a base revision.
 * @param states the states of claims before and after edits, by id
 * @returns the published state of the claim
 */
export function publishedSince(
  claims: readonly CitedClaim[],
  states: ReadonlyMap<string, { readonly before: CitedClaim | null }>,
  { revision }: EditBase,
): CitedClaim | undefined {
  for (const { claim } of claims) {
    const published = states.get(claim.id)?.before;
    if (published && published.claim.since > revision) return published;
  }
  return undefined;
}

function ofConcept(concept: Concept | null): ConflictState | null {
  return concept && { concept, claim: null, citations: [] };
}

function ofClaim(cited: CitedClaim | null): ConflictState | null {
  return cited && { concept: null, claim: cited.claim, citations: cited.citations };
}

interface ConflictParts {
  readonly thing: 'CONCEPT' | 'CLAIM';
  readonly edit: number;
  readonly id: string;
  readonly base: ConflictState | null;
  readonly theirs: ConflictState | null;
  readonly mine: ConflictState | null;
  readonly disputed: readonly string[];
  readonly isPut: boolean;
  readonly wasThere: boolean;
  readonly isThere: boolean;
}

function conflictProblem({
  thing,
  edit,
  id,
  base,
  theirs,
  mine,
  disputed,
  isPut,
  wasThere,
  isThere,
}: ConflictParts): Problem {
  const noun = thing.toLowerCase();
  const expected = wasThere ? `${id} as it was when the edit was added` : `no ${noun} ${id}`;
  const got = isThere
    ? `a ${noun} that was ${wasThere ? 'changed' : 'added'} since${disputed.length === 0 ? '' : `: ${disputed.join(', ')}`}`
    : theirs
      ? `a ${noun} that was replaced by ${theirs.claim?.id ?? ''}`
      : `a ${noun} that has ended`;
  // An edit that changes or ends an absent thing cannot be confirmed; an edit that puts it can.
  const isConfirmable = isThere || isPut;
  return problemOfStates({ thing, edit, id, base, theirs, mine, isConfirmable, expected, got });
}

function problemOfStates({
  edit,
  isConfirmable,
  expected,
  got,
  ...states
}: Pick<ConflictParts, 'thing' | 'edit' | 'id' | 'base' | 'theirs' | 'mine'> & {
  readonly isConfirmable: boolean;
  readonly expected: string;
  readonly got: string;
}): Problem {
  const resolutions: readonly Resolution[] = isConfirmable
    ? ['KEEP_THEIRS', 'KEEP_MINE', 'EDIT_AGAIN']
    : ['KEEP_THEIRS', 'EDIT_AGAIN'];
  return problemOf('CONFLICT', {
    message: `Expected ${expected}, got ${got}. ${remedyOf(isConfirmable)}`,
    edit,
    expected,
    got,
    conflict: { ...states, resolutions },
  });
}

function remedyOf(isConfirmable: boolean): string {
  return isConfirmable
    ? 'Remove the edit, confirm it against the published state, or replace it by another edit.'
    : 'Remove the edit, or replace it by another edit.';
}

/** Returns the content of a claim as an edit states it: without the id and the revision, with the citations. */
export function draftOf({ claim, citations }: CitedClaim): ClaimDraft {
  const { id: _id, since: _since, ...content } = claim;
  return { ...content, citations };
}

/** The members of a claim's statement, its rank, and `supersedes`. `replaceClaim` is in conflict with published changes of these members. */
const statementMembers = ['value', 'absence', 'text', 'qualifiers', 'rank', 'supersedes'] as const;

/** Lists the members of `statementMembers` that differ between two versions of a claim. */
export function changedStatement(base: CitedClaim, theirs: CitedClaim): readonly string[] {
  return statementMembers.filter((name) => !isSameData(base.claim[name], theirs.claim[name]));
}

/** Lists what `changedStatement` lists, and `citations` if these differ. The position does not count: another import of the source can change it. */
export function changedContent(base: CitedClaim, theirs: CitedClaim): readonly string[] {
  const citations = isSameData(base.citations, theirs.citations) ? [] : ['citations'];
  return [...changedStatement(base, theirs), ...citations];
}
