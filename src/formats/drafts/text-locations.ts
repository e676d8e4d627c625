import type { Citation } from '../../graph/claim.js';
import { countCodePoints } from '../../graph/text/code-points.js';
import type { SourceText } from '../../graph/source-text.js';
import type { Change } from '../../graph/ports/writing.js';
import { linesOf } from '../input/text-lines.js';

/** A text that citations refer to, with the offsets of its lines. */
interface CitedText {
  readonly lines: readonly string[];
  /** The offset of each line in code points. */
  readonly starts: readonly number[];
  readonly isTable: boolean;
}

/** Describes the locations of citations in texts. */
export class TextLocations {
  readonly #texts = new Map<string, SourceText>();
  readonly #cited = new Map<string, CitedText>();

  constructor(texts: Iterable<SourceText>) {
    for (const text of texts) this.#texts.set(text.hash, text);
  }

  /**
   * Describes the location of a citation: `line 3`, or `row 3, column 2` of a table. Null if the citation has no
   * start, or if its text is not among the given texts.
   */
  describe({ start, textHash }: Citation): string | null {
    const cited = textHash === null ? undefined : this.#textOf(textHash);
    if (!cited || start === null) return null;
    const index = lastAtMost(cited.starts, start);
    if (!cited.isTable) return `line ${index + 1}`;
    const before = [...(cited.lines[index] ?? '')].slice(0, start - (cited.starts[index] ?? 0));
    return `row ${index + 1}, column ${before.filter((character) => character === '\t').length + 1}`;
  }

  #textOf(hash: string): CitedText | undefined {
    const known = this.#cited.get(hash);
    const stored = this.#texts.get(hash);
    if (known || !stored) return known;
    const { text, mediaType } = stored;
    const starts: number[] = [];
    let [offset, points] = [0, 0];
    const lines = linesOf(text).map(([start, end]) => {
      points += countCodePoints(text.slice(offset, start));
      offset = start;
      starts.push(points);
      return text.slice(start, end);
    });
    const cited = { lines, starts, isTable: mediaType === 'text/tab-separated-values' };
    this.#cited.set(hash, cited);
    return cited;
  }
}

/** Creates a `TextLocations` of the texts that changes put. */
export function textLocationsOf(changes: readonly Change[]): TextLocations {
  return new TextLocations(changes.flatMap((change) => (change.type === 'putText' ? [change.text] : [])));
}

/** The index of the last of some ascending numbers that is at most `limit`; 0 if there is none. */
function lastAtMost(numbers: readonly number[], limit: number): number {
  let [low, high] = [0, numbers.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((numbers[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, low);
}
