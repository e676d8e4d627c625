/**
 * Records the line from which each change of a stream was read. Consecutive lines with one change each share an
 * entry, so memory grows only with the gaps between lines, and with the lines that have several changes.
 */
export class ChangeLines {
  readonly #runs: { readonly change: number; readonly line: number; readonly file: string }[] = [];
  #changes = 0;

  /** Records the line of the next change. */
  add(file: string, line: number): void {
    this.#changes += 1;
    const last = this.#runs.at(-1);
    if (last?.file === file && last.line - last.change === line - this.#changes) return;
    this.#runs.push({ change: this.#changes, line, file });
  }

  /** The line of a change as FILE:LINE; null if there is no such change. @param change counted from 1 */
  locationOf(change: number): string | null {
    const last = this.#runs.findLast((each) => each.change <= change);
    if (!last || change > this.#changes) return null;
    return `${last.file}:${last.line + change - last.change}`;
  }
}
