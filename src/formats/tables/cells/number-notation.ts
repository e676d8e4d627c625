import { typeNamedBy } from '../../forms/value-forms.js';
import type { CellSeparator } from '../model/table-grid.js';
import { amountIn, type CellAmount } from './cell-amounts.js';
import type { CellParsers } from './cell-parsers.js';
import type { CellWords } from './cell-sense.js';
import { areUngrouped, signsShownBy, type DecimalSign } from './decimal-signs.js';
import { namesIdentifier, splitUnit } from './head-words.js';
import type { HeadedWords, StatedWords, TableNotation } from './words-reading.js';

/**
 * Detects the notation of the numbers of a table from its cells. Short numbers without a unit, such as `3.9`, are not
 * evidence of decimal points, because they can be versions.
 * @param ofOthers the decimal sign that the other tables of the document show, for a table that shows none itself;
 *   null if they show none
 */
export function notationOf(
  dimensions: readonly HeadedWords[],
  separator: CellSeparator,
  parsers: CellParsers,
  ofOthers: DecimalSign | null,
): TableNotation {
  const measured: StatedWords[] = [];
  const amounts = dimensions.flatMap(({ head, stated, unit }): readonly StatedWords[] => {
    if (namesIdentifier(head) || typeNamedBy(head) !== null) return [];
    let hasUnit = unit !== null || splitUnit(head) !== null;
    for (const cell of stated) {
      const { value, problem } = amountOf(cell, parsers);
      if (value === null && problem === null) return [];
      hasUnit ||= value?.unit != null;
    }
    if (hasUnit) for (const cell of stated) measured.push(cell);
    return hasUnit ? stated : stated.filter(({ text }) => !possibleVersion.test(text));
  });
  const [sign, another] = signsShownBy(amounts);
  return {
    separator,
    sign: another === undefined ? (sign ?? ofOthers) : null,
    isUngrouped: areUngrouped(measured, amounts),
  };
}

/** The amount of a cell, parsed with a decimal point or, if that fails, with a decimal comma. */
function amountOf(cell: StatedWords, parsers: CellParsers): CellAmount {
  const amount = hasOneNumber(cell) ? amountIn(cell, { sign: '.', shape: null }, parsers) : null;
  return amount?.value || amount?.problem ? amount : amountIn(cell, { sign: ',', shape: null }, parsers);
}

const possibleVersion = /^[^\d.,]*\d+\.\d{1,2}[^\d.,]*$/u;

function hasOneNumber({ text }: CellWords): boolean {
  const spaced = /^\D*\d{1,3}(?:[ \u00A0\u202F\u2009'’]\d{3})+(?:[.,]\d+)?\D*$/u;
  return /^\D*\d(?:[\d.,]*\d)?\D*$/u.test(text) || spaced.test(text);
}
