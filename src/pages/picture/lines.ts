import { textWidth, type FontWeight } from './fonts.js';

export interface LineStyle {
  readonly size: number;
  readonly weight: FontWeight;
  /** The width of a line in pixels. */
  readonly width: number;
  /** The maximum number of lines. */
  readonly count: number;
}

const ellipsis = '…';

/**
 * Breaks a text into lines at spaces, and inside words that are longer than a line. The last line ends with an ellipsis
 * if the text does not fit.
 */
export function breakLines(text: string, style: LineStyle): readonly string[] {
  const fits = (line: string): boolean => textWidth(line, style.size, style.weight) <= style.width;
  const lines: string[] = [];
  // Bounds the time for long texts. No line of a picture is wide enough for `maxCharactersOfLine` letters.
  let rest = text.trim().slice(0, style.count * maxCharactersOfLine);
  while (rest !== '' && lines.length < style.count) {
    const end = lineEnd(rest, fits);
    lines.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  if (rest === '') return lines;
  const last = lines.pop() ?? '';
  return [...lines, shortened(last, fits)];
}

const maxCharactersOfLine = 200;

/**
 * Returns the index after the last word that fits. If the first word does not fit, returns the index after the last of its characters
 * that fit, or after its first character if none fits.
 */
function lineEnd(text: string, fits: (line: string) => boolean): number {
  let end = 0;
  for (const { index, 0: word } of text.matchAll(/\S+/gu)) {
    if (!fits(text.slice(0, index + word.length))) break;
    end = index + word.length;
  }
  if (end > 0) return end;
  for (const character of text) {
    if (end > 0 && !fits(text.slice(0, end + character.length))) break;
    end += character.length;
  }
  return end;
}

function shortened(line: string, fits: (line: string) => boolean): string {
  const characters = [...line];
  while (characters.length > 0 && !fits(characters.join('') + ellipsis)) characters.pop();
  return characters.join('').replace(/[\s,;:.]+$/u, '') + ellipsis;
}
