import { clausesOf } from './contrast.js';
import { definesIn, withoutJoint } from './defining.js';
import type { DraftBuilder } from '../draft/draft-builder.js';
import type { SubjectNames } from '../subjects/subject-names.js';
import type { Words } from '../text/placed-text.js';

/**
 * Adds the definitions in the clauses of a contrast, or in a sentence that defines its first subject.
 * @returns whether there are any
 */
export function defineClauses(
  sentence: Words,
  under: readonly string[],
  names: SubjectNames,
  builder: DraftBuilder,
  order = 1,
): boolean {
  const clauses = clausesOf(sentence, names);
  if (!clauses) {
    const [first] = names.namedIn(sentence.text);
    if (first === undefined || !definesIn(sentence.text, first, names)) return false;
    builder.define(first, withoutJoint(sentence), { words: sentence, under }, order);
    return true;
  }
  let isDefined = false;
  for (const clause of clauses) {
    const [subject] = names.namedIn(clause.text);
    if (subject === undefined || !definesIn(clause.text, subject, names)) continue;
    builder.define(subject, withoutJoint(clause), { words: clause, under, confidence: 0.9 }, order);
    isDefined = true;
  }
  return isDefined;
}
