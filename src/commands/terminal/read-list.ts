/** Parses an option with several values, separated by commas. */
export function readList(written: string): readonly string[] {
  return written
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
