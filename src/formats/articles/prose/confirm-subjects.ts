import type { Block } from '../../tables/model/block.js';
import { sentencesOf } from './sentences.js';
import { introducedIn, roleOf } from '../text/cues.js';
import { advising, urging } from '../text/prose-cues.js';
import { namesDimensionOrPart } from '../../tables/orientation/head-evidence.js';
import { isHead } from '../subjects/name-forms.js';
import type { TableHeads } from '../../tables/names/join-names.js';
import type { Subject, SubjectNames } from '../subjects/subject-names.js';

/** The maximum lengths of examined sentences and headings, in UTF-16 code units. Longer lines are rarely headings. */
const [maxSentenceLength, maxHeadingLength] = [600, 60];
const contrasting =
  /\b(?:whereas|where as|while|whilst|unlike|vs|versus|compared (?:to|with)|differ\w*|contrast|rather than|instead of)\b/iu;

/**
 * Selects the guessed subjects that the article confirms: those that a table compares, that a sentence contrasts or recommends, and
 * those of headings such as "What is Oak?" and "Benefits of Oak". A heading such as "License" confirms no subject.
 * @param tables the heads of the tables whose orientation is certain
 * @returns at least two subjects; none if fewer are confirmed
 */
export function confirmedSubjects(
  names: SubjectNames,
  blocks: readonly Block[],
  tables: readonly TableHeads[],
): readonly Subject[] {
  const confirmed = new Set(tables.flatMap(({ subjects }) => subjects.map((name) => names.exactly(name))));
  for (const block of blocks) {
    if (block.kind === 'table' || block.kind === 'aside') continue;
    const { text } = block.content;
    if (names.mentionsIn(text).length === 0) continue;
    if (isHead(text) && text.length <= maxHeadingLength)
      for (const subject of namedInHeading(text, names)) confirmed.add(subject);
    for (const sentence of sentencesOf(block.content, names)) {
      if (sentence.text.length > maxSentenceLength) continue;
      const named = names.namedIn(sentence.text);
      if (named.length === 1 && urging.test(sentence.text) && advising.test(sentence.text))
        confirmed.add(named[0] ?? null);
      if (named.length > 1 && contrasting.test(sentence.text))
        for (const subject of named) confirmed.add(subject);
    }
  }
  const kept = names.subjects.filter(
    ({ name }, index) => confirmed.has(index) && !namesDimensionOrPart(name),
  );
  return kept.length < 2 ? [] : kept;
}

/** Returns the subject that a heading introduces, as in "What is Oak?", or the only subject of a heading with a role, as in "Benefits of Oak". */
function namedInHeading(heading: string, names: SubjectNames): readonly (number | null)[] {
  const introduced = introducedIn(heading);
  if (introduced !== null) return [names.exactly(introduced)];
  const named = names.namedIn(heading);
  return named.length === 1 && names.exactly(heading) === null && roleOf(heading) !== null ? named : [];
}
