const separators = ['\t', ';', ','] as const;
const linesLooked = 50;

/**
 * What separates the cells of a text: that of which the most lines, of the first ones, have the same number outside
 * quotes; null where no two lines have any.
 */
export function separatorOf(text: string): string | null {
  const lines = text.split(/\r?\n/u, linesLooked).map((line) => line.replace(/"(?:[^"]|"")*"/gu, ''));
  let best: { separator: string; lines: number } | null = null;
  for (const separator of separators) {
    const alike = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(separator).length - 1;
      if (count > 0) alike.set(count, (alike.get(count) ?? 0) + 1);
    }
    const most = Math.max(0, ...alike.values());
    if (most > (best?.lines ?? 1)) best = { separator, lines: most };
  }
  return best?.separator ?? null;
}
