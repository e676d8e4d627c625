import type { EditingLimits } from '../editing-limits.js';
import { problemOf, type Problem } from '../problem.js';
import type { RequestedEdit } from './complete-edits.js';
import { Refusal, refusal } from './refusal.js';

/** The maximum length of a title, a comment or a note, in UTF-16 code units. */
const maxNoteLength = 2_000;
/** The maximum length of an idempotency key, in UTF-16 code units. */
const maxKeyLength = 200;

/**
 * Checks the number of edits of one call, and the lengths of their texts.
 * @param otherEdits the number of edits that the call removes or confirms
 * @throws {Refusal} LIMIT_EXCEEDED
 */
export function checkEditLimits(
  { editsPerCall, textLength }: EditingLimits,
  requested: readonly RequestedEdit[],
  otherEdits = 0,
): void {
  const count = requested.length + otherEdits;
  if (count > editsPerCall) {
    throw refusal('LIMIT_EXCEEDED', {
      expected: `${editsPerCall} edits at most in one call`,
      got: String(count),
    });
  }
  const problems = requested.flatMap(({ request, path }) => {
    const { type, ...members } = request;
    return longTexts(members, [...path, type], textLength);
  });
  if (problems.length > 0) throw new Refusal(problems);
}

function longTexts(value: unknown, path: readonly (string | number)[], maximum: number): readonly Problem[] {
  if (typeof value === 'string') {
    if (value.length <= maximum) return [];
    const expected = `a text of ${maximum} characters at most`;
    return [problemOf('LIMIT_EXCEEDED', { path, expected, got: `${value.length} characters` })];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    longTexts(member, [...path, Array.isArray(value) ? Number(name) : name], maximum),
  );
}

/** Checks a title, a comment or a note. A required text must not be blank. @throws {Refusal} INVALID_ARGUMENT or LIMIT_EXCEEDED */
export function checkNote(path: string, text: string | null, isRequired = false): void {
  if (isRequired && (text ?? '').trim() === '')
    throw refusal('INVALID_ARGUMENT', {
      path: [path],
      expected: 'a text that is not blank',
      got: JSON.stringify(text),
    });
  if (text === null || text.length <= maxNoteLength) return;
  throw refusal('LIMIT_EXCEEDED', {
    path: [path],
    expected: `a text of ${maxNoteLength} characters at most`,
    got: `${text.length} characters`,
  });
}

/** Checks an idempotency key. @throws {Refusal} INVALID_ARGUMENT */
export function checkKey(key: string | null): void {
  if (key === null || (key !== '' && key.length <= maxKeyLength)) return;
  throw refusal('INVALID_ARGUMENT', {
    path: ['idempotencyKey'],
    expected: `a text of 1 to ${maxKeyLength} characters`,
    got: `${key.length} characters`,
  });
}
