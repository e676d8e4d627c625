/** Replaces control characters by spaces: texts of the graph must not move the cursor of a terminal or start a new line. */
export function printable(text: string): string {
  return text.replace(/\p{Control}+/gu, ' ');
}
