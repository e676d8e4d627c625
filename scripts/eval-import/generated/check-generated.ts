import { fold } from '../../../src/graph/text/fold.js';
import type { StatedCell } from '../stated-cells.js';
import type { GeneratedCell, GeneratedTable, TrueValue } from './generated-table.js';

/** The comparison of a reading of a generated table with its true values. */
export interface GeneratedResult {
  /** The number of cells that state something. */
  readonly cells: number;
  /** The number of true claims: with the right subject, dimension, condition, text and value. */
  readonly found: number;
  /** The number of true claims with the right type of value. Absences and numbers with two readings always count. */
  readonly kinds: number;
  readonly claims: number;
  /** Descriptions of the claims that are not true, one per claim. */
  readonly falsehoods: readonly string[];
}

/** Compares the claims from a generated table with its true values. */
export function checkGenerated(table: GeneratedTable, stated: readonly StatedCell[]): GeneratedResult {
  const truths = new Map<string, { cell: GeneratedCell; valueType: string }>();
  const nameOfHead = new Map(
    table.dimensions.map(({ name, headUnit }) => [`${name} (${headUnit ?? ''})`, name]),
  );
  for (const { name, valueType, cells } of table.dimensions)
    for (const [index, subject] of table.subjects.entries())
      for (const [column, cell] of (cells[index] ?? []).entries())
        truths.set(keyOf(subject, name, table.conditions[column] ?? null), { cell, valueType });
  const falsehoods: string[] = [];
  let [found, kinds] = [0, 0];
  for (const claim of stated) {
    const condition =
      claim.qualifiers.map(({ value }) => value).find((value) => table.conditions.includes(value)) ??
      table.conditions.find((each) => fold(claim.dimension).includes(fold(each))) ??
      null;
    const stripped =
      condition === null ? claim.dimension : (claim.dimension.split(/[,(–:›]/u)[0] ?? '').trim();
    const name = nameOfHead.get(claim.dimension) ?? stripped;
    const key = keyOf(claim.subject, name, condition);
    const truth = truths.get(key);
    const fault = truth ? faultOf(truth.cell, claim) : 'no such subject, dimension and condition';
    if (fault !== null)
      falsehoods.push(`${fault}: ${describe(claim)}${truth ? ` ← “${truth.cell.words}”` : ''}`);
    else {
      found += 1;
      const isAbsence = typeof truth?.cell.truth === 'string' && truth.cell.truth !== 'undecided';
      if (isAbsence || claim.value?.type === truth?.valueType || truth?.cell.truth === 'undecided')
        kinds += 1;
    }
    truths.delete(key);
  }
  const cells = table.dimensions
    .flatMap((each) => each.cells.flat())
    .filter(({ truth }) => truth !== 'nothing').length;
  return { cells, found, kinds, claims: stated.length, falsehoods };
}

const keyOf = (subject: string, dimension: string, condition: string | null): string =>
  JSON.stringify([fold(subject), fold(dimension), condition]);

/** Describes the fault of a claim about a cell; null if the claim is true. */
function faultOf({ words, truth }: GeneratedCell, { value, absence, quote }: StatedCell): string | null {
  if (truth === 'nothing') return 'the cell states nothing';
  if (absence !== null) return truth === absence ? null : 'a false absence';
  if (truth === 'UNKNOWN' || truth === 'NOT_APPLICABLE') return 'an absence was read as a value';
  if (!fold(words).startsWith(fold(withoutMarkup(quote)))) return 'other words';
  if (value === null || value.type === 'TEXT' || value.type === 'TERMS' || value.type === 'ORDINAL')
    return value?.type === 'TEXT' && fold(value.text) !== fold(words) ? 'a changed text' : null;
  if (truth === 'undecided') return isOneReading(words, value) ? null : 'neither reading of the number';
  return isTrue(value, truth) ? null : 'a false value';
}

function isTrue(value: NonNullable<StatedCell['value']>, truth: TrueValue): boolean {
  if (value.type === 'SUPPORT' && truth.type === 'SUPPORT') return value.support === truth.support;
  if (value.type === 'QUANTITY' && truth.type === 'QUANTITY')
    return (
      value.unit === truth.unit &&
      isSame(value.minimum, truth.minimum) &&
      isSame(value.maximum, truth.maximum)
    );
  if (value.type === 'DATE' && truth.type === 'DATE') return value.date === truth.date;
  if (value.type === 'VERSION' && truth.type === 'VERSION')
    return value.oldest === truth.version && value.newest === truth.version;
  return false;
}

/** Removes the footnote mark at the end of a quote, and decodes `&lt;` and `&gt;`. */
function withoutMarkup(quote: string): string {
  return quote
    .replace(/(?:\[\^\d+\]?|<sup>.*)$/u, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');
}

/** Whether the value of a number with two readings, such as `1,640`, is one of these readings. */
function isOneReading(words: string, value: NonNullable<StatedCell['value']>): boolean {
  const digits = /\d{1,3}[.,]\d{3}/u.exec(words)?.[0] ?? '';
  const readings = [digits.replace(',', '.'), digits.replace(/[.,]/u, '')].map(Number);
  return (
    value.type === 'QUANTITY' &&
    [value.minimum, value.maximum].some((end) => end !== null && readings.includes(Number(end)))
  );
}

const isSame = (stated: string | null, truth: number | null): boolean =>
  stated === null ? truth === null : Number(stated) === truth;

function describe({ subject, dimension, qualifiers, quote, value, absence }: StatedCell): string {
  const conditions = qualifiers.map(({ key, value: text }) => ` [${key}: ${text}]`).join('');
  return `${subject} | ${dimension}${conditions}: “${quote}” = ${absence ?? JSON.stringify(value)}`;
}
