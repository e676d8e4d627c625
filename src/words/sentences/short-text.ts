/** The maximum length of a text in a sentence, in code points without the ellipsis of a shortened text. */
export const maxTextLength = 120;

/** Shortens a long text, at the end of a word if possible, and removes a final period, since the sentence ends with a period. */
export function shortened(text: string): string {
  const complete = withoutFinalPeriod(text);
  if (complete.length <= maxTextLength) return complete;
  const characters = [...complete];
  if (characters.length <= maxTextLength) return complete;
  const start = characters.slice(0, maxTextLength).join('');
  const words = /^(.*\S)\s+\S*$/su.exec(`${start}${characters[maxTextLength]}`)?.[1] ?? start;
  return `${words.replace(/[\s,;:.]+$/u, '')}…`;
}

export function withoutFinalPeriod(text: string): string {
  return text.replace(/([^.])\.$/u, '$1');
}
