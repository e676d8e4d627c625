import type { Citation } from '../../graph/claim.js';
import type { StoredCitation } from '../../graph/ports/feed.js';
import { Column } from './column.js';
import type { TextHeap } from './text-heap.js';

/** The maximum number of entries of `#sharedTexts`. */
const maxSharedTexts = 4_096;

/** The table of citations. The citations of one claim are a linked list, sorted by ordinal. */
export class CitationTable {
  readonly #texts: TextHeap;
  readonly #locator = Column.ofIntegers();
  readonly #quote = Column.ofIntegers();
  readonly #prefix = Column.ofIntegers();
  readonly #suffix = Column.ofIntegers();
  readonly #textHash = Column.ofIntegers();
  /** The start of the quote plus 1, and its end plus 1; 0 for null. */
  readonly #start = Column.ofIntegers();
  readonly #end = Column.ofIntegers();
  /** The row of the next citation of the same claim, plus 1; 0 for none. */
  readonly #next = Column.ofIntegers();
  /** The index among the citations of the same claim, from 0. */
  readonly #ordinal = Column.ofIntegers();
  /** The rows of the first and the last citation of each claim row, plus 1; 0 for none. */
  readonly #first = Column.ofIntegers();
  readonly #last = Column.ofIntegers();
  /** The heap numbers of recent locators and text hashes: many citations share them, so each is stored once. */
  readonly #sharedTexts = new Map<string, number>();
  #length = 0;

  constructor(texts: TextHeap) {
    this.#texts = texts;
  }

  /** The number of citations, including citations of ended claims. */
  get length(): number {
    return this.#length;
  }

  get byteLength(): number {
    return [
      this.#locator,
      this.#quote,
      this.#prefix,
      this.#suffix,
      this.#textHash,
      this.#start,
      this.#end,
      this.#next,
      this.#ordinal,
      this.#first,
      this.#last,
    ].reduce((sum, column) => sum + column.byteLength, 0);
  }

  /**
   * Adds a citation. The citations of a claim may be added in any order.
   * @param claim the row of the claim
   */
  add(claim: number, citation: Omit<StoredCitation, 'claim'>): void {
    const row = this.#length;
    this.#length += 1;
    this.#locator.set(row, this.#shared(citation.locator));
    this.#quote.set(row, this.#texts.add(citation.quote));
    this.#prefix.set(row, this.#texts.add(citation.prefix));
    this.#suffix.set(row, this.#texts.add(citation.suffix));
    this.#textHash.set(row, this.#shared(citation.textHash));
    this.#start.set(row, citation.start === null ? 0 : citation.start + 1);
    this.#end.set(row, citation.end === null ? 0 : citation.end + 1);
    this.#ordinal.set(row, citation.ordinal);
    this.#link(claim, row);
  }

  /** Returns the citations of a claim row, as plain, frozen objects. */
  of(claim: number): readonly Citation[] {
    const citations: Citation[] = [];
    for (let next = this.#first.get(claim); next !== 0; next = this.#next.get(next - 1)) {
      citations.push(this.#read(next - 1));
    }
    return Object.freeze(citations);
  }

  #link(claim: number, row: number): void {
    const ordinal = this.#ordinal.get(row);
    const last = this.#last.get(claim);
    // A claim may have thousands of citations. Almost all are added in order, so the end of the list is compared first.
    const isLast = last === 0 || this.#ordinal.get(last - 1) < ordinal;
    if (isLast) this.#last.set(claim, row + 1);
    let before = isLast ? last : 0;
    let next = isLast ? 0 : this.#first.get(claim);
    while (next !== 0 && this.#ordinal.get(next - 1) < ordinal) {
      before = next;
      next = this.#next.get(next - 1);
    }
    this.#next.set(row, next);
    if (before === 0) this.#first.set(claim, row + 1);
    else this.#next.set(before - 1, row + 1);
  }

  #read(row: number): Citation {
    return Object.freeze({
      locator: this.#texts.get(this.#locator.get(row)),
      quote: this.#texts.get(this.#quote.get(row)),
      prefix: this.#texts.get(this.#prefix.get(row)),
      suffix: this.#texts.get(this.#suffix.get(row)),
      start: numberOrNull(this.#start.get(row)),
      end: numberOrNull(this.#end.get(row)),
      textHash: this.#texts.get(this.#textHash.get(row)),
    });
  }

  #shared(text: string | null): number {
    if (text === null) return 0;
    let number = this.#sharedTexts.get(text);
    if (number === undefined) {
      number = this.#texts.add(text);
      if (this.#sharedTexts.size >= maxSharedTexts) this.#sharedTexts.clear();
      this.#sharedTexts.set(text, number);
    }
    return number;
  }
}

function numberOrNull(stored: number): number | null {
  return stored === 0 ? null : stored - 1;
}
