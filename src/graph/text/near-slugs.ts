/** Of the slugs in order, so many before a text, and so many from it on, are near it. */
export const nearestInOrder = 16;

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-';
/** Longer texts have too many edits to look each of them up; their neighbours in the order of slugs are near them still. */
const longestEdited = 32;

/**
 * All that one edit makes of a text: a character left out, put in or replaced, or two swapped. None for a long one. (P. Norvig, "How to Write a
 * Spelling Corrector", 2007.)
 */
export function editsOf(text: string): ReadonlySet<string> {
  const edits = new Set<string>();
  if (text.length > longestEdited) return edits;
  for (let place = 0; place <= text.length; place += 1) {
    const [before, after] = [text.slice(0, place), text.slice(place)];
    const behind = after.slice(1);
    if (after !== '') edits.add(before + behind);
    if (after.length > 1) edits.add(`${before}${after[1]}${after[0]}${after.slice(2)}`);
    for (const letter of letters) {
      edits.add(before + letter + after);
      if (after !== '') edits.add(before + letter + behind);
    }
  }
  return edits;
}
