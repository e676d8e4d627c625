const separators = ['\t', ';', ','] as const;
const sampledLines = 50;

/**
 * Detects the separator of the cells of a text: the one that occurs equally often, outside quotes, in most
 * of the first 50 lines. Null if there are no two such lines.
 */
export function separatorOf(text: string): string | null {
  const lines = text.split(/\r?\n/u, sampledLines).map((line) => line.replace(/"(?:[^"]|"")*"/gu, ''));
  let best: { separator: string; lines: number } | null = null;
  for (const separator of separators) {
    const linesByCount = new Map<number, number>();
    for (const line of lines) {
      const count = line.split(separator).length - 1;
      if (count > 0) linesByCount.set(count, (linesByCount.get(count) ?? 0) + 1);
    }
    const most = Math.max(0, ...linesByCount.values());
    if (most > (best?.lines ?? 1)) best = { separator, lines: most };
  }
  return best?.separator ?? null;
}
