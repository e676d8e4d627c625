/** Longer texts are shortened at the end of a word. In code points. */
export const longestText = 120;

/** Shortens a long text at the end of a word, and removes a final period, since the sentence has one. */
export function shortened(text: string): string {
  const whole = withoutFinalPeriod(text);
  if (whole.length <= longestText) return whole;
  const characters = [...whole];
  if (characters.length <= longestText) return whole;
  const start = characters.slice(0, longestText).join('');
  const words = /^(.*\S)\s+\S*$/su.exec(`${start}${characters[longestText]}`)?.[1] ?? start;
  return `${words.replace(/[\s,;:.]+$/u, '')}…`;
}

export function withoutFinalPeriod(text: string): string {
  return text.replace(/([^.])\.$/u, '$1');
}
