import { message } from '../../words/catalogue.js';
import type { Locale } from '../../words/locale.js';
import { differingRows } from '../comparison/comparison-facts.js';
import { textWidth } from '../picture/fonts.js';
import { breakLines } from '../picture/lines.js';
import { printable } from '../picture/printable.js';
import { printSvg } from '../picture/print-svg.js';
import { comparisonName } from './comparison-name.js';
import type { VerdictResult } from './verdict-operation.js';

const height = 20;
const fontSize = 11;
const padding = 7;
/** The maximum width of the names in pixels. Wider names end with an ellipsis. */
const nameWidth = 320;
const baseline = 14;
const left = { background: '#3d444d', text: '#ffffff' } as const;

/**
 * Draws a badge as an SVG picture: `MSP vs DevOps: differ in 6 of 39 rows`. The badge has a height of 20 pixels, refers to no other file, and has
 * its text also as its title, for assistive technologies.
 * @param accent the colour behind the number of rows: `#rrggbb`, with a contrast of at least 4.5 to white
 */
export function renderBadge(result: VerdictResult, locale: Locale, accent: string): string {
  const { compare } = result;
  const names = compare.approaches.map(({ name }) => printable(name));
  const [name = ''] = breakLines(comparisonName(locale, names), {
    size: fontSize,
    weight: 'normal',
    width: nameWidth,
    count: 1,
  });
  const text = message(locale, 'widget.badge', {
    differing: differingRows(result),
    rows: compare.summary.rowCount,
  });
  const widths = [name, text].map((each) => Math.ceil(textWidth(each, fontSize, 'normal')));
  const [nameLength = 0, textLength = 0] = widths;
  const middle = nameLength + 2 * padding;
  const width = middle + textLength + 2 * padding;
  return printSvg(
    <svg
      xmlns="http://www.w3.org/2000/svg"
      lang={locale}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      font-family="DejaVu Sans,Verdana,Geneva,sans-serif"
      font-size={fontSize}
      fill={left.text}
    >
      <title>{`${name}: ${text}`}</title>
      <rect width={width} height={height} rx={3} fill={accent} />
      <path d={`M${middle} 0H3a3 3 0 0 0-3 3v14a3 3 0 0 0 3 3h${middle - 3}z`} fill={left.background} />
      {/* The browser may use another font: `textLength` keeps the texts inside their boxes. */}
      <text x={padding} y={baseline} textLength={nameLength} lengthAdjust="spacingAndGlyphs">
        {name}
      </text>
      <text x={middle + padding} y={baseline} textLength={textLength} lengthAdjust="spacingAndGlyphs">
        {text}
      </text>
    </svg>,
  );
}
