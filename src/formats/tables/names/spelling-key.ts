const gloss = /^(.*[^\s(（])\s*[(（][^()（）]*[)）]$/su;

/** A name without an explanation in parentheses at its end. */
export function withoutGloss(name: string): string {
  return gloss.exec(name)?.[1] ?? name;
}

/** Letters of other scripts that look like Latin letters. */
const lookalikes: ReadonlyMap<string, string> = new Map(
  [...'аАВсСеЕНіІјЈКМоОрРѕЅТхХуУ'].map((letter, index) => [
    letter,
    [...'aABcCeEHiIjJKMoOpPsSTxXyY'][index] ?? letter,
  ]),
);

/** The letters, digits, plus signs and hashes of a name in lower case; Latin letters replace lookalikes. */
export function spellingKey(name: string): string {
  const letters = [...name.normalize('NFKC')].map((letter) => lookalikes.get(letter) ?? letter).join('');
  return letters.toLowerCase().replace(/[^\p{L}\p{N}+#]/gu, '');
}
