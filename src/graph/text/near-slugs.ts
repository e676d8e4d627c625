/** The number of slugs before a text in order, and after it, that count as near. */
export const nearestInOrder = 16;

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789-';
/** Longer texts have too many edits to look each of them up; their neighbours in order are still found. */
const longestEdited = 32;

/**
 * All texts that differ from a text by one edit: a character removed, inserted or replaced, or two swapped. Empty for
 * long texts. (P. Norvig, "How to Write a Spelling Corrector", 2007.)
 */
export function editsOf(text: string): ReadonlySet<string> {
  const edits = new Set<string>();
  if (text.length > longestEdited) return edits;
  for (let index = 0; index <= text.length; index += 1) {
    const [before, after] = [text.slice(0, index), text.slice(index)];
    const rest = after.slice(1);
    if (after !== '') edits.add(before + rest);
    if (after.length > 1) edits.add(`${before}${after[1]}${after[0]}${after.slice(2)}`);
    for (const letter of letters) {
      edits.add(before + letter + after);
      if (after !== '') edits.add(before + letter + rest);
    }
  }
  return edits;
}
