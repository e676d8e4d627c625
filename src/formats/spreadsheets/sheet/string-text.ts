/** Gathers the text of a string: that of all its runs, without how they are set and without readings aloud. */
export class StringText {
  #pieces: string[] = [];
  #isText = false;
  #aloud = 0;

  start(): void {
    this.#pieces = [];
  }

  open(element: string): void {
    if (element === 'rPh') this.#aloud += 1;
    this.#isText = element === 't' && this.#aloud === 0;
  }

  add(piece: string): void {
    if (this.#isText) this.#pieces.push(piece);
  }

  close(element: string): void {
    if (element === 'rPh') this.#aloud -= 1;
    this.#isText = false;
  }

  finish(): string {
    return unescaped(this.#pieces.join(''));
  }
}

/** Characters that XML has no place for are written `_x000D_`. */
export function unescaped(text: string): string {
  return text.replace(/_x([0-9a-f]{4})_/giu, (written, digits: string) => {
    const character = String.fromCharCode(parseInt(digits, 16));
    return /[\t\n\r]|[^\p{Cc}\p{Cs}]/u.test(character) ? character : written;
  });
}
