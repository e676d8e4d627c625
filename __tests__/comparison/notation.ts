/**
 * The notation of the tables in these tests, one line of cells:
 *
 *     Levain / winter: Steam ¦ — ¦ preferred Unknown
 *
 * `¦` separates cells, and `/` separates the claims of a cell, which have different sources; `&` separates claims of
 * one source. `—` is a cell without claims. A claim starts with its rank, unless the rank is NORMAL, and its conditions,
 * if it has any. Its statement follows:
 *
 * - a support value, with a note in parentheses (optional except for `Partly`): `Yes`, `No (planned)`, `Partly (crust)`;
 * - terms: `rye, oats`, or `none` for no terms;
 * - an amount or a range: `10 kg`, `10 to 20 kg`, `10 or more kg`, `up to 20 kg`;
 * - excluded bounds: `>10 kg`, `<20 kg`, `>10 to <20 kg`; approximate amounts: `~10 kg`, `~10 to ~20 kg`;
 * - a version or a range of versions: `3.9`, `3.9 to 3.12`, `3.9 or newer`, `3.12 or older`;
 * - a text, a level or a date;
 * - an absence: `Unknown`, `Not applicable`.
 */
import type { Axis } from '../../src/comparison/cells/axis.js';
import {
  by,
  date,
  deprecated,
  level,
  marked,
  no,
  noBut,
  notApplicable,
  partly,
  preferred,
  quantity,
  terms,
  text,
  under,
  unknown,
  versions,
  yes,
  yesBut,
  type CellClaim,
} from './material.js';

const conditions: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  winter: { season: 'Winter' },
  WINTER: { season: 'WINTER' },
  summer: { season: 'Summer' },
  large: { size: 'Large' },
  'winter large': { season: 'Winter', size: 'Large' },
  'winter small': { season: 'Winter', size: 'Small' },
};
const ranked = { preferred, deprecated };

export function cellsIn(axis: Axis, line: string): readonly (readonly CellClaim[])[] {
  return line
    .split('¦')
    .map((cell) =>
      cell.trim() === '—'
        ? []
        : cell
            .split(' / ')
            .flatMap((claims, index) =>
              claims.split(' & ').map((claim) => by(`source-${index + 1}`, claimIn(axis, claim.trim()))),
            ),
    );
}

function claimIn(axis: Axis, written: string): CellClaim {
  const [, rank, condition, stated = ''] =
    /^(?:(preferred|deprecated) )?(?:([A-Za-z ]+): )?(.+)$/.exec(written) ?? [];
  const statement = statedIn(axis, stated);
  const conditioned =
    condition === undefined ? statement : under(conditions[condition] ?? unreadable(written), statement);
  return rank === undefined ? conditioned : ranked[rank as keyof typeof ranked](conditioned);
}

function statedIn(axis: Axis, stated: string): CellClaim {
  if (stated === 'Unknown') return unknown;
  if (stated === 'Not applicable') return notApplicable;
  switch (axis.kind === 'DIMENSION' ? axis.valueType : 'SUPPORT') {
    case 'TEXT':
      return text(stated);
    case 'TERMS':
      return terms(...(stated === 'none' ? [] : stated.split(', ')));
    case 'QUANTITY':
      return quantityIn(stated);
    case 'ORDINAL':
      return level(stated);
    case 'DATE':
      return date(stated);
    case 'VERSION':
      return versionsIn(stated);
    case 'SUPPORT':
      return supportIn(stated);
  }
}

function supportIn(stated: string): CellClaim {
  const [, word, note] = /^(Yes|No|Partly)(?: \((.+)\))?$/.exec(stated) ?? [];
  if (word === 'Partly' && note !== undefined) return partly(note);
  if (word === 'Yes') return note === undefined ? yes : yesBut(note);
  if (word === 'No') return note === undefined ? no : noBut(note);
  return unreadable(stated);
}

function quantityIn(stated: string): CellClaim {
  const exclusiveMinimum = stated.startsWith('>');
  const exclusiveMaximum = stated.includes('<');
  const approximate = stated.includes('~');
  const marks = {
    ...(exclusiveMinimum && { exclusiveMinimum }),
    ...(exclusiveMaximum && { exclusiveMaximum }),
    ...(approximate && { approximate }),
  };
  return marked(marks, boundsIn(stated, stated.replaceAll(/[<>~]/g, '')));
}

/** Parses the bounds of an amount or range. @param plain `stated` without the signs `<`, `>` and `~` */
function boundsIn(stated: string, plain: string): CellClaim {
  const [, single, unit = null] = /^(-?[\d.]+)(?: (\S+))?$/.exec(plain) ?? [];
  if (single !== undefined) {
    return quantity(stated.startsWith('<') ? null : single, stated.startsWith('>') ? null : single, unit);
  }
  const [, low, high, unitOfRange = null] =
    /^(-?[\d.]+) (?:to (-?[\d.]+)|or more)(?: (\S+))?$/.exec(plain) ?? [];
  if (low !== undefined) return quantity(low, high ?? null, unitOfRange);
  const [, upper, unitOfUpper = null] = /^up to (-?[\d.]+)(?: (\S+))?$/.exec(plain) ?? [];
  return upper === undefined ? unreadable(stated) : quantity(null, upper, unitOfUpper);
}

function versionsIn(stated: string): CellClaim {
  const [, oldest = null, newest = null, single = null] =
    /^(?:(\S+) (?:to (\S+)|or newer)|(\S+))$/.exec(stated) ?? [];
  if (single !== null) return versions(single, single);
  const [, upper = null] = /^(\S+) or older$/.exec(stated) ?? [];
  return upper === null ? versions(oldest, newest) : versions(null, upper);
}

function unreadable(written: string): never {
  throw new Error(`Expected a claim in the notation of the tables, got "${written}".`);
}
