/**
 * Where each of a stream of changes comes from. A place is kept only for a change whose line does not follow from
 * the one before it, as most do.
 */
export class ChangePlaces {
  readonly #breaks: { readonly change: number; readonly line: number; readonly file: string }[] = [];
  #changes = 0;

  /** Takes down that the next change comes from a line. */
  add(file: string, line: number): void {
    this.#changes += 1;
    const last = this.#breaks.at(-1);
    if (last?.file === file && last.line - last.change === line - this.#changes) return;
    this.#breaks.push({ change: this.#changes, line, file });
  }

  /** The line of a change, as FILE:LINE; null where there is no such change. */
  placeOf(change: number): string | null {
    const last = this.#breaks.findLast((each) => each.change <= change);
    if (!last || change > this.#changes) return null;
    return `${last.file}:${last.line + change - last.change}`;
  }
}
