import { opensWith } from '../prose/defining.js';
import type { Item } from '../outline/outline.js';
import type { SubjectNames } from '../subjects/subject-names.js';

/**
 * The subjects of a list with one definition for each subject, in the order of the list; empty if the list
 * is none.
 */
export function definitionsIn(items: readonly Item[], names: SubjectNames): readonly number[] {
  if (items.length !== names.count || items.length < 2) return [];
  const subjects: number[] = [];
  for (const { words, children } of items) {
    const subject = names.mentionsIn(words.text)[0]?.subject;
    if (subject === undefined || children.length > 0 || !opensWith(words.text, subject, names)) return [];
    subjects.push(subject);
  }
  return new Set(subjects).size === items.length ? subjects : [];
}
