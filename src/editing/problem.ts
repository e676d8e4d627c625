import type { Citation, Claim } from '../graph/claim.js';
import type { Concept } from '../graph/concept.js';

/** The codes of problems, each with its meaning. The codes are a stable part of the API. */
export const problemMeanings = Object.freeze({
  ONE_OF_EXPECTED: 'An input must have exactly one of its members.',
  INVALID_ID: 'A text is not the id of a concept or claim of the expected kind.',
  INVALID_SLUG: 'A slug is malformed.',
  INVALID_NAME: 'A name is missing, or a name or alias is blank.',
  INVALID_DIMENSION: 'A property of a dimension is invalid, or does not fit its other properties.',
  INVALID_TEXT: 'A text cannot be stored: it has NUL characters or unpaired surrogates, or is too long.',
  INVALID_CLAIM:
    'A member of a claim is missing or malformed, such as its target, statement, qualifiers or position.',
  INVALID_CITATION: 'The offsets of a citation are malformed.',
  INVALID_VALUE: 'A value does not fit its dimension, or the type of the statement.',
  UNKNOWN_CONCEPT: 'A concept is not in the graph, and no earlier edit puts it.',
  UNKNOWN_CLAIM: 'A claim is not in the graph, and no earlier edit puts it.',
  WRONG_KIND: 'A concept is of another kind than its role needs.',
  SLUG_TAKEN: 'Another concept has, or had, the slug.',
  CONCEPT_NAMED: 'A concept cannot end, because a claim names it.',
  CLAIM_MISFIT: 'A claim would not fit its dimension after a change of the dimension.',
  CONTRADICTION: 'An edit names a concept or claim that an earlier edit of the changeset ends or replaces.',
  CONFLICT:
    'A publication after `ChangesetEdit.baseRevision` added, changed, ended or replaced a concept or claim that the edit names, or added or changed a claim that names a concept that the edit ends.',
  UNKNOWN_CHANGESET: 'No changeset has the id.',
  UNKNOWN_EDIT: 'The changeset has no edit with the number.',
  UNKNOWN_REVISION: 'No revision has the number.',
  WRONG_STATE: 'The state of the changeset does not allow the operation.',
  STALE_VERSION: 'The changeset has changed since the expected version.',
  EMPTY_CHANGESET: 'The changeset has no edits, or its edits change nothing.',
  FOUR_EYES: 'A principal cannot approve a changeset that it opened or edited.',
  NOT_APPROVED: 'A changeset must be approved before it is scheduled or published.',
  KEY_REUSED: 'The idempotency key was used with a different input.',
  LIMIT_EXCEEDED: 'A limit is exceeded.',
  INVALID_ARGUMENT: 'An argument is malformed or out of bounds.',
  INVALID_DOCUMENT: 'An imported document cannot be read.',
  NOTHING_TO_REVERT: 'A revision has no changes that can be reverted.',
});
export type ProblemCode = keyof typeof problemMeanings;
export const problemCodes = Object.freeze(Object.keys(problemMeanings)) as readonly ProblemCode[];

/** A problem of an edit or of an operation on a changeset, as JSON. */
export interface Problem {
  readonly code: ProblemCode;
  /** A sentence with the expectation and the received value, or with the meaning of the code; for some problems, also the remedy. */
  readonly message: string;
  /** The path of a member in the edit, or in the input of the operation, such as `['claim', 'value']`; empty for the whole. */
  readonly path: readonly (string | number)[];
  /** The number of the edit; null if the problem does not belong to one edit. */
  readonly edit: number | null;
  readonly expected: string | null;
  readonly got: string | null;
  /** Ids of related concepts or claims, such as ids close to an unknown id, the owner of a taken slug, or a claim that prevents a change. */
  readonly nearest: readonly string[];
  /** The states in conflict; only with the code CONFLICT. */
  readonly conflict?: Conflict;
  /** The id that names no concept; only with the code UNKNOWN_CONCEPT. */
  readonly unknown?: string;
}

/** The possible resolutions of a conflict. */
export const resolutions = ['KEEP_THEIRS', 'KEEP_MINE', 'EDIT_AGAIN'] as const;
export type Resolution = (typeof resolutions)[number];

/** One state of a concept, or of a claim with its citations. `claim` is null for a concept, `concept` is null for a claim. */
export interface ConflictState {
  readonly concept: Concept | null;
  readonly claim: Claim | null;
  readonly citations: readonly Citation[];
}

/** A conflict of an edit with changes that were published after the base revision of the edit. */
export interface Conflict {
  readonly thing: 'CONCEPT' | 'CLAIM';
  readonly id: string;
  /** The state in the base of the edit; null if the concept or claim did not exist, or if the edit does not name it by id. */
  readonly base: ConflictState | null;
  /**
   * The published state. For a claim that has ended, the claim that supersedes it, if it has the same subject. Null for
   * another concept or claim that has ended.
   */
  readonly theirs: ConflictState | null;
  /** The state after the edit; null if the edit ends the concept or claim, or changes only a part of a concept or claim that has ended. */
  readonly mine: ConflictState | null;
  /**
   * The ways to resolve the conflict: KEEP_THEIRS removes the edit, KEEP_MINE confirms the edit against the published
   * state (`rebase`), EDIT_AGAIN replaces the edit by another one.
   */
  readonly resolutions: readonly Resolution[];
}

/** Creates a problem. Default message: "Expected …, got …."; without an expectation, the meaning of the code. */
export function problemOf(
  code: ProblemCode,
  {
    message,
    path = [],
    edit = null,
    expected = null,
    got = null,
    nearest = [],
    conflict,
    unknown,
  }: Partial<Omit<Problem, 'code'>>,
): Problem {
  const sentence =
    message ??
    (expected === null
      ? problemMeanings[code]
      : `Expected ${expected}${got === null ? '' : `, got ${got}`}.`);
  return {
    ...{ code, message: sentence, path, edit, expected, got, nearest },
    ...(conflict ? { conflict } : {}),
    ...(unknown === undefined ? {} : { unknown }),
  };
}
