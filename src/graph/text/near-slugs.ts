/** The number of near slugs on each side of a text in sort order. */
export const nearestInOrder = 16;

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-';
/** The maximum length of a text whose edits are looked up. Longer texts have too many edits. */
const maxEditedLength = 32;

/**
 * Computes the texts within one edit of a text: one character is removed, a character that slugs may contain is inserted
 * or replaces another, or two adjacent characters are swapped. Empty for texts of more than 32 characters. (P. Norvig, "How to Write
 * a Spelling Corrector", 2007.)
 */
export function editsOf(text: string): ReadonlySet<string> {
  const edits = new Set<string>();
  if (text.length > maxEditedLength) return edits;
  for (let index = 0; index <= text.length; index += 1) {
    const [before, after] = [text.slice(0, index), text.slice(index)];
    const withoutFirst = after.slice(1);
    if (after !== '') edits.add(before + withoutFirst);
    if (after.length > 1) edits.add(`${before}${after[1]}${after[0]}${after.slice(2)}`);
    for (const letter of letters) {
      edits.add(before + letter + after);
      if (after !== '') edits.add(before + letter + withoutFirst);
    }
  }
  return edits;
}
