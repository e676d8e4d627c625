import type { Block } from '../model/block.js';

/** The maximum number of words of a name that are compared. */
const maxWords = 3;
/** The number of UTF-16 code units after which no further text of a document is indexed, and to which each text is cut. */
const maxLength = 300_000;

/** An index to find names in the texts of a document. Capitals must be the same; only the first three words of a name are compared. */
export class MentionedNames {
  readonly #texts: readonly string[];
  #phrases: ReadonlySet<string> | null = null;

  private constructor(texts: readonly string[]) {
    this.#texts = texts;
  }

  /** Creates an index of the blocks of a document that are not tables. */
  static outsideTables(blocks: readonly Block[]): MentionedNames {
    return new MentionedNames(blocks.flatMap((block) => (block.kind === 'table' ? [] : block.content.text)));
  }

  /**
   * Whether a text of the document contains a name; false for names with fewer than two letters or digits. An explanation in
   * parentheses at the end of the name is ignored.
   */
  has(name: string): boolean {
    this.#phrases ??= phrasesIn(this.#texts);
    const words = wordsIn(name.replace(/\s*\([^()]*\)$/u, '')).slice(0, maxWords);
    return words.join('').length > 1 && this.#phrases.has(words.join(' '));
  }
}

/** The sequences of one to `maxWords` words in texts. */
function phrasesIn(texts: readonly string[]): ReadonlySet<string> {
  const phrases = new Set<string>();
  let length = 0;
  for (const text of texts) {
    if (length > maxLength) break;
    length += text.length;
    const words = wordsIn(text.slice(0, maxLength));
    words.forEach((word, index) => {
      let phrase = word;
      phrases.add(phrase);
      for (const next of words.slice(index + 1, index + maxWords)) {
        phrase += ` ${next}`;
        phrases.add(phrase);
      }
    });
  }
  return phrases;
}

function wordsIn(text: string): readonly string[] {
  return text.match(/[\p{L}\p{N}]+/gu) ?? [];
}
