/** A text folded for searching, with a mapping of its offsets to the original text. */
export interface FoldedText {
  readonly folded: string;
  /** Maps an offset in `folded`, in UTF-16 code units, to the offset in the text, in code points. */
  readonly offsetOf: (unit: number) => number;
}

// Combining marks that readers omit in searches, such as accents of Latin letters and Hebrew vowel points.
const accents =
  /[\u0300-\u036F]|[\u0483-\u0487]|[\u0591-\u05BD]|[\u05BF-\u05C7]|[\u064B-\u065F]|\u0670|[\u1AB0-\u1AFF]|[\u1DC0-\u1DFF]|[\u20D0-\u20F0]|[\uFE20-\uFE2F]/gu;
const beyondAscii = /\P{ASCII}/u;
const invisible = /\p{Default_Ignorable_Code_Point}/gu;

/** Letters that Unicode does not decompose, with the letters that readers type for them. */
const transliterations: ReadonlyMap<string, string> = new Map([
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
]);

/**
 * Folds a text for searching. Case, accents and character widths are ignored (Unicode NFKD without accents, case
 * folded), so that "resume" finds "Résumé"; `fold`, which must distinguish statements, keeps accents and widths.
 * Punctuation is not removed, so that C, C# and C++ are different.
 */
export function foldForSearch(text: string): FoldedText {
  if (!beyondAscii.test(text)) return { folded: text.toLowerCase(), offsetOf: (unit) => unit };
  let folded = '';
  const offsets: number[] = [];
  let offset = 0;
  for (const codePoint of text) {
    const part = foldCodePoint(codePoint);
    folded += part;
    for (let unit = 0; unit < part.length; unit += 1) offsets.push(offset);
    offset += 1;
  }
  return { folded, offsetOf: (unit) => offsets[unit] ?? offset };
}

function foldCodePoint(codePoint: string): string {
  if (codePoint < '\u0080') return codePoint.toLowerCase();
  const plain = codePoint.normalize('NFKD').replace(accents, '').replace(invisible, '').toLowerCase();
  const transliterated = transliterations.get(plain) ?? plain;
  // The conversion to upper case makes ß equal to ss, and ς equal to σ.
  return transliterated.toUpperCase().toLowerCase().normalize('NFKD').replace(accents, '');
}
