/** Replaces each run of control characters by a space: texts of the graph must not move the cursor of a terminal or start a new line. */
export function printable(text: string): string {
  return text.replace(/\p{Control}+/gu, ' ');
}
