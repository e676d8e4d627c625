/** Whether at least 70 % of the words with more than three letters start with a capital, as in titles. */
export function isTitleCase(text: string): boolean {
  const longWords = text.split(/\s+/u).filter((word) => word.replace(/[^\p{L}]/gu, '').length > 3);
  return (
    longWords.length > 0 &&
    longWords.filter((word) => /^["“'‘(]?\p{Lu}/u.test(word)).length >= longWords.length * 0.7
  );
}
