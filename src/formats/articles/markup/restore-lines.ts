import { introducedIn, roleOf } from '../text/cues.js';
import { PlacedText } from '../../input/placed-text.js';

const loneBullet = /^\s*(?:[•‣◦▪●*–—-])\s*$/u;
const certainBullet = /^\s*[•‣◦▪●]\s*$/u;
const minBarredLines = 4;
const innerBullet = /(?<=\S)\s+(?=[•▪●‣]\s+\S)/gu;

/**
 * Restores the lines of a rendered page from copied text. Joins a bullet on its own line with its item, and
 * removes the bar at the end of lines with one table cell each.
 */
export function restoreLines(lines: readonly PlacedText[]): readonly PlacedText[] {
  return joinBullets(removeTrailingBars(lines));
}

/** Removes the bar at the end of lines without other bars, if there are at least four such lines in a row: each line is a table cell. */
function removeTrailingBars(lines: readonly PlacedText[]): readonly PlacedText[] {
  const isBarred = (line: PlacedText | undefined): boolean => {
    const text = line?.text.trimEnd() ?? '';
    return text.length > 1 && text.indexOf('|') === text.length - 1 && text.trimStart() !== '|';
  };
  const result: PlacedText[] = [];
  for (let index = 0; index < lines.length;) {
    let end = index;
    while (isBarred(lines[end])) end += 1;
    const run = lines.slice(index, end);
    for (const line of run)
      result.push(run.length < minBarredLines ? line : line.slice(0, line.text.lastIndexOf('|')).trim());
    const [next] = lines.slice(end, end + 1);
    if (next) result.push(next);
    index = end + 1;
  }
  return result;
}

/**
 * Joins bullets on their own line with the next line that is not blank, if this line is at most two lines below and not such a bullet. A dash or
 * an asterisk can also be an empty cell, so it is joined only after a lead-in, or if the second line before or after it is also such a bullet;
 * blank lines do not count.
 */
function joinBullets(lines: readonly PlacedText[]): readonly PlacedText[] {
  const filled = lines.map((line, index) => ({ line, index })).filter(({ line }) => !line.isBlank);
  const isLoneBullet = (position: number): boolean => loneBullet.test(filled[position]?.line.text ?? '');
  const replacements = new Map<number, PlacedText | null>();
  filled.forEach(({ line, index }, position) => {
    const item = filled[position + 1];
    if (!item || !isLoneBullet(position) || isLoneBullet(position + 1) || item.index > index + 2) return;
    const hasLeadIn = /[:：]\s*$/u.test(filled[position - 1]?.line.text ?? '');
    if (
      !certainBullet.test(line.text) &&
      !isLoneBullet(position + 2) &&
      !isLoneBullet(position - 2) &&
      !hasLeadIn
    )
      return;
    replacements.set(index, null);
    replacements.set(item.index, PlacedText.join([line.trim(), item.line.trim()], ' '));
  });
  if (replacements.size === 0) return lines;
  return lines.flatMap((line, index) => {
    const replacement = replacements.get(index);
    return replacement === null ? [] : [replacement ?? line];
  });
}

/**
 * Splits a list on one line at its bullets, and a line such as "What is X? X is a …" after the question, which is the heading
 * of the paragraph.
 */
export function splitLine(line: PlacedText): readonly PlacedText[] {
  const { text } = line;
  if (line.isBlank) return [line];
  const bullets = [...text.matchAll(innerBullet)];
  const head = text.slice(0, bullets[0]?.index ?? 0);
  const isList =
    bullets.length >= 2 && (/^\s*[•▪●‣]\s/u.test(text) || /[:：?]$/u.test(head) || roleOf(head) !== null);
  if (isList) {
    const bounds = [0, ...bullets.map(({ 0: gap, index }) => index + gap.length), text.length];
    const parts = bounds.slice(1).map((end, index) => line.slice(bounds[index] ?? 0, end).trim());
    return [...splitLine(parts[0] ?? PlacedText.empty), ...parts.slice(1)].filter((part) => !part.isBlank);
  }
  const question = /^\s*(\p{Lu}[^.?!]{4,80}\?)\s+(?=\S)/u.exec(text);
  const name = question ? introducedIn(question[1] ?? '') : null;
  if (!question || name === null) return [line];
  const rest = text.slice(question[0].length).replace(/^(?:an?|the)\s+/iu, '');
  if (!rest.toLowerCase().startsWith(name.toLowerCase())) return [line];
  return [line.slice(0, question[0].length).trim(), line.slice(question[0].length)];
}
