import { all, then, type Answer } from '../../graph/answer.js';

/** Puts parts of a text together, in their order; some may still be promised. */
export class TextBuilder {
  #text: string;
  #parts: Answer<string>[] | null = null;

  constructor(start: string) {
    this.#text = start;
  }

  add(part: Answer<string>): void {
    if (typeof part === 'string') {
      this.#text += part;
      return;
    }
    (this.#parts ??= []).push(this.#text, part);
    this.#text = '';
  }

  /** The whole, now where every part is at hand. */
  end(end: string): Answer<string> {
    this.#text += end;
    if (!this.#parts) return this.#text;
    const last = this.#text;
    return then(all(this.#parts), (parts) => parts.join('') + last);
  }

  /** Nobody will ask for the whole: parts that fail later fail unheard. */
  abandon(): void {
    for (const part of this.#parts ?? []) if (part instanceof Promise) part.catch(() => undefined);
  }
}
