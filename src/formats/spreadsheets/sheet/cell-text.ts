import { ExactDecimal } from '../../../graph/values/decimal.js';
import type { DateParts } from './date-formats.js';
import { isoOfSerial } from './serial-date.js';
import { unescaped } from './string-text.js';

/** What cells refer to. */
export interface CellContext {
  readonly strings: readonly string[];
  readonly dateStyles: readonly (DateParts | null)[];
  readonly countsFrom1904: boolean;
}

/** A cell as the file has it. */
export interface WrittenCell {
  readonly type: string;
  readonly style: number;
  readonly value: string;
}

/** What a cell says; null where it refers to a text that there is not. */
export function textOfCell({ type, style, value }: WrittenCell, context: CellContext): string | null {
  switch (type) {
    case 's':
      return context.strings[/^\d+$/u.test(value) ? Number(value) : -1] ?? null;
    case 'b':
      return /^(?:1|true)$/u.test(value) ? 'TRUE' : 'FALSE';
    case 'd':
      return value.replace(/T00:00(?::00(?:\.0+)?)?Z?$/u, '');
    case 'n': {
      const shown = context.dateStyles[style] ?? null;
      const date = shown && isoOfSerial(value, shown, context.countsFrom1904);
      return date ?? plainNumber(value);
    }
    default:
      return unescaped(value);
  }
}

/**
 * A number as the file has it, without an exponent. One of 17 digits is how a binary number is written in full: it
 * is the shortest decimal of the same number, 1.1 for 1.1000000000000001.
 */
function plainNumber(written: string): string {
  const [, whole, fraction = '', exponent = '0'] =
    /^[+-]?(\d{1,60})(?:\.(\d{1,60}))?(?:e([+-]?\d{1,2}))?$/iu.exec(written) ?? [];
  if (whole === undefined) return written;
  const digits = `${whole}${fraction}`.replace(/^0+/u, '').length;
  const isBinary = digits >= 17 && fraction !== '';
  if (!isBinary && exponent === '0') return written;
  return new ExactDecimal(isBinary ? Number(written) : written).toFixed();
}
