import { introducedIn, roleOf } from '../text/cues.js';
import { Words } from '../text/words.js';

const loneMark = /^\s*(?:[•‣◦▪●*–—-])\s*$/u;
const sureMark = /^\s*[•‣◦▪●]\s*$/u;
const fewestBarred = 4;
const innerMark = /(?<=\S)\s+(?=[•▪●‣]\s+\S)/gu;

/**
 * Lines as they stand where a page is shown, where its text has them otherwise: a bullet that stands alone above its item,
 * several bullets on the line that leads them in, a heading that runs into its paragraph, and a bar after each cell on its own line.
 */
export function settledLines(lines: readonly Words[]): readonly Words[] {
  return joinedMarks(withoutTrailingBars(lines)).flatMap(partsOf);
}

/** Takes the bar off lines of which several in a row have one at their end alone: each is a cell. */
function withoutTrailingBars(lines: readonly Words[]): readonly Words[] {
  const isBarred = (line: Words | undefined): boolean => {
    const text = line?.text.trimEnd() ?? '';
    return text.length > 1 && text.indexOf('|') === text.length - 1 && text.trimStart() !== '|';
  };
  const settled: Words[] = [];
  for (let index = 0; index < lines.length;) {
    let end = index;
    while (isBarred(lines[end])) end += 1;
    const run = lines.slice(index, end);
    for (const line of run)
      settled.push(run.length < fewestBarred ? line : line.slice(0, line.text.lastIndexOf('|')).trim());
    const [next] = lines.slice(end, end + 1);
    if (next) settled.push(next);
    index = end + 1;
  }
  return settled;
}

/** Puts bullets that stand alone before the line that they belong to. A dash may be an empty cell: two of them are needed. */
function joinedMarks(lines: readonly Words[]): readonly Words[] {
  const filled = lines.map((line, index) => ({ line, index })).filter(({ line }) => !line.isBlank);
  const isLone = (at: number): boolean => loneMark.test(filled[at]?.line.text ?? '');
  const settled = new Map<number, Words | null>();
  filled.forEach(({ line, index }, at) => {
    const item = filled[at + 1];
    if (!item || !isLone(at) || isLone(at + 1) || item.index > index + 2) return;
    const isLed = /[:：]\s*$/u.test(filled[at - 1]?.line.text ?? '');
    if (!sureMark.test(line.text) && !isLone(at + 2) && !isLone(at - 2) && !isLed) return;
    settled.set(index, null);
    settled.set(item.index, Words.join([line.trim(), item.line.trim()], ' '));
  });
  if (settled.size === 0) return lines;
  return lines.flatMap((line, index) => {
    const instead = settled.get(index);
    return instead === null ? [] : [instead ?? line];
  });
}

/** The lines that a line is made of. */
function partsOf(line: Words): readonly Words[] {
  const { text } = line;
  if (line.isBlank) return [line];
  const marks = [...text.matchAll(innerMark)];
  const head = text.slice(0, marks[0]?.index ?? 0);
  const isList =
    marks.length >= 2 && (/^\s*[•▪●‣]\s/u.test(text) || /[:：?]$/u.test(head) || roleOf(head) !== null);
  if (isList) {
    const bounds = [0, ...marks.map(({ 0: gap, index }) => index + gap.length), text.length];
    const parts = bounds.slice(1).map((end, index) => line.slice(bounds[index] ?? 0, end).trim());
    return [...partsOf(parts[0] ?? Words.empty), ...parts.slice(1)].filter((part) => !part.isBlank);
  }
  const question = /^\s*(\p{Lu}[^.?!]{4,80}\?)\s+(?=\S)/u.exec(text);
  const name = question ? introducedIn(question[1] ?? '') : null;
  if (!question || name === null) return [line];
  const rest = text.slice(question[0].length).replace(/^(?:an?|the)\s+/iu, '');
  if (!rest.toLowerCase().startsWith(name.toLowerCase())) return [line];
  return [line.slice(0, question[0].length).trim(), line.slice(question[0].length)];
}
