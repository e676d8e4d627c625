/** Collects the text of a string: the texts of its runs, without formatting and phonetic readings. */
export class StringText {
  #chunks: string[] = [];
  #isText = false;
  #phoneticDepth = 0;

  start(): void {
    this.#chunks = [];
  }

  open(element: string): void {
    if (element === 'rPh') this.#phoneticDepth += 1;
    this.#isText = element === 't' && this.#phoneticDepth === 0;
  }

  add(chunk: string): void {
    if (this.#isText) this.#chunks.push(chunk);
  }

  close(element: string): void {
    if (element === 'rPh') this.#phoneticDepth -= 1;
    this.#isText = false;
  }

  finish(): string {
    return unescapeXlsx(this.#chunks.join(''));
  }
}

/** Decodes escapes of characters, such as `_x000D_`. Escapes of surrogates, and of control characters other than tabs and line breaks, remain. */
export function unescapeXlsx(text: string): string {
  return text.replace(/_x([0-9a-f]{4})_/giu, (written, digits: string) => {
    const character = String.fromCharCode(parseInt(digits, 16));
    return /[\t\n\r]|[^\p{Cc}\p{Cs}]/u.test(character) ? character : written;
  });
}
