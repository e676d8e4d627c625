import { ExactDecimal } from '../../../graph/values/decimal.js';
import type { GridCell } from '../../tables/model/grid-cell.js';
import type { CellStyle } from './cell-styles.js';
import { formatNumber } from './number-formats.js';
import { isoDateOf } from './serial-date.js';
import { unescapeXlsx } from './string-text.js';

/** The parts of a workbook that cells refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly styles: readonly CellStyle[];
  readonly countsFrom1904: boolean;
}

/** A cell as in the file. */
export interface RawCell {
  readonly type: string;
  readonly style: number;
  readonly value: string;
}

/** Converts a cell of the file to its content; null if the cell refers to a shared string that does not exist. */
export function contentOfCell({ type, style, value }: RawCell, context: CellContext): GridCell | null {
  switch (type) {
    case 's':
      return context.strings[/^\d+$/u.test(value) ? Number(value) : -1] ?? null;
    case 'b':
      return /^(?:1|true)$/u.test(value) ? 'TRUE' : 'FALSE';
    case 'd':
      return value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/u, '');
    case 'n': {
      const { date: dateParts = null, number: format = null } = context.styles[style] ?? {};
      const date = dateParts && isoDateOf(value, dateParts, context.countsFrom1904);
      if (date !== null) return date;
      const number = plainNumber(value);
      return format && /^[+-]?\d+(?:\.\d+)?$/u.test(number)
        ? formatNumber(number, format)
        : { text: number, number: { numeral: number, unit: null } };
    }
    default:
      return unescapeXlsx(value);
  }
}

/**
 * Prints a number without an exponent. A number with a fraction and at least 17 significant digits is a binary number
 * in full precision. It is printed as the shortest decimal of the same binary number: 1.1 for 1.1000000000000001. Other
 * notations, such as an exponent of more than two digits, are printed as in the file.
 */
function plainNumber(notation: string): string {
  const [, integerPart, fraction = '', exponent = '0'] =
    /^[+-]?(\d{1,60})(?:\.(\d{1,60}))?(?:e([+-]?\d{1,2}))?$/iu.exec(notation) ?? [];
  if (integerPart === undefined) return notation;
  const digits = `${integerPart}${fraction}`.replace(/^0+/u, '').length;
  const isBinary = digits >= 17 && fraction !== '';
  if (!isBinary && exponent === '0') return notation;
  return new ExactDecimal(isBinary ? Number(notation) : notation).toFixed();
}
