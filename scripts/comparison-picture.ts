import type { ComparisonTable, ComparisonTableCell } from '../src/formats/comparison/comparison-table.js';

/** The approaches and axes of the picture in the README. */
export const pictured = {
  approaches: ['msp', 'devops'],
  axes: ['nature', 'goal', 'relationship', 'outsourcing', 'automation'],
} as const;

const width = 960;
const margin = 24;
/** The left edges of the columns in pixels: the axis, two approaches, the verdict. */
const columns = [margin, 172, 484, 796] as const;
const lineHeight = 20;
const padding = 14;
/** The maximum number of characters in a line of a cell. In common sans-serif fonts at 15 px, 38 characters fit into a column. */
const lineLength = 38;

const colours = {
  text: '#1f2328',
  muted: '#6e7781',
  line: '#d0d7de',
  head: '#f6f8fa',
} as const;

/** The colours of verdict labels: background and text. */
const labels: Readonly<Record<string, readonly [string, string]>> = {
  DIFFERENT: ['#ddf4ff', '#0550ae'],
  ONE_SIDED: ['#fff8c5', '#7d4e00'],
};
const plainLabel = ['#eaeef2', colours.text] as const;

/**
 * Draws a comparison as an SVG picture without scripts, fonts or links. Equal tables give equal pictures.
 * @param axes the slugs of the rows to show, in order
 * @throws {Error} if the table lacks a row
 */
export function comparisonPicture(table: ComparisonTable, axes: readonly string[]): string {
  const rows = axes.map((slug) => {
    const row = table.rows.find(({ axis }) => axis.slug === slug);
    if (!row) throw new Error(`Expected a row along ${slug}, got none.`);
    return row;
  });
  const sources = [...new Set(rows.flatMap(({ cells }) => cells.flatMap((cell) => cell.sources)))].sort();
  const parts: string[] = [];
  let top = margin;
  const headHeight = lineHeight + 2 * padding;
  parts.push(rectangle(margin - 8, top, width - 2 * margin + 16, headHeight, colours.head));
  const heads = ['', ...table.approaches.map(({ name }) => name), 'Verdict'];
  for (const [index, head] of heads.entries()) {
    parts.push(textLine(columns[index] ?? 0, top + padding + 15, head, { weight: 600 }));
  }
  top += headHeight;
  for (const { axis, verdict, cells } of rows) {
    const wrapped = cells.map((cell) => wrap(cell.text));
    const height = Math.max(...wrapped.map(({ length }) => length)) * lineHeight + 2 * padding;
    const baseline = top + padding + 15;
    parts.push(textLine(columns[0], baseline, axis.name, { weight: 600 }));
    for (const [index, lines] of wrapped.entries()) {
      for (const [number, line] of lines.entries()) {
        parts.push(
          textLine(columns[index + 1] ?? 0, baseline + number * lineHeight, line, styleOf(cells[index])),
        );
      }
    }
    parts.push(label(columns[3], top + padding - 2, verdict));
    top += height;
    parts.push(
      `<line x1="${margin - 8}" y1="${top}" x2="${width - margin + 8}" y2="${top}" stroke="${colours.line}"/>`,
    );
  }
  const note = `Sources: ${sources.join('; ')}`;
  parts.push(textLine(margin, top + 28, note, { colour: colours.muted }));
  const bottom = top + 48;
  const names = table.approaches.map(({ name }) => name).join(' and ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom}" role="img" font-family="Helvetica, Arial, sans-serif" font-size="15">`,
    `<title>${escapeXml(`A comparison of ${names}`)}</title>`,
    rectangle(0, 0, width, bottom, '#ffffff'),
    ...parts,
    '</svg>\n',
  ].join('\n');
}

interface TextStyle {
  readonly weight?: number;
  readonly colour?: string;
}

/** The style of a cell's text. Cells without an agreed value are muted, so that readers do not mistake their texts for statements. */
function styleOf(cell: ComparisonTableCell | undefined): TextStyle {
  return cell?.state === 'STATED' ? {} : { colour: colours.muted };
}

function textLine(x: number, y: number, text: string, { weight, colour = colours.text }: TextStyle): string {
  const bold = weight === undefined ? '' : ` font-weight="${weight}"`;
  return `<text x="${x}" y="${y}" fill="${colour}"${bold}>${escapeXml(text)}</text>`;
}

function rectangle(x: number, y: number, boxWidth: number, boxHeight: number, colour: string): string {
  return `<rect x="${x}" y="${y}" width="${boxWidth}" height="${boxHeight}" fill="${colour}"/>`;
}

function label(x: number, y: number, verdict: string): string {
  const [background, colour] = labels[verdict] ?? plainLabel;
  const text = sentenceCase(verdict);
  const boxWidth = text.length * 8 + 20;
  return [
    `<rect x="${x}" y="${y}" width="${boxWidth}" height="26" rx="13" fill="${background}"/>`,
    `<text x="${x + boxWidth / 2}" y="${y + 18}" fill="${colour}" font-size="14" text-anchor="middle">${escapeXml(text)}</text>`,
  ].join('\n');
}

/** Converts a name such as ONE_SIDED to text such as "One-sided". */
function sentenceCase(name: string): string {
  return name.charAt(0) + name.slice(1).toLowerCase().replaceAll('_', '-');
}

/** Wraps a text into lines of at most `lineLength` characters. A longer word gets a separate line. */
function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > lineLength) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

function escapeXml(text: string): string {
  return text.replace(/&/gu, '&amp;').replace(/</gu, '&lt;').replace(/>/gu, '&gt;');
}
