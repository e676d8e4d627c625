import { extname } from 'node:path';
import type { ParsedInput } from '../../../src/formats/drafts/draft-format.js';
import { DocumentError } from '../../../src/formats/input/document-error.js';
import { fold } from '../../../src/graph/text/fold.js';
import { ruleOf } from '../../../src/graph/values/value-rules.js';
import { parseBytes } from '../parse-file.js';
import { statedCells, type StatedCell } from '../stated-cells.js';
import type { ExpectedCell, ExpectedDimension, ImportCase } from './import-case.js';
import { workbookOfText } from './workbook-of-text.js';

/** The result of a case: the numbers of values, and descriptions of the differences. */
export interface CaseResult {
  /** The number of expected values along dimensions. */
  readonly expected: number;
  /** The number of expected values that were stated as expected, or were not stated and are optional. */
  readonly right: number;
  /** The number of stated values along dimensions. */
  readonly stated: number;
  /**
   * Descriptions of all differences, including those that are not about values; empty if the reading is as expected.
   */
  readonly differences: readonly string[];
}

/** Reads the document of a case and compares the reading with the expected one. */
export async function checkCase(importCase: ImportCase): Promise<CaseResult> {
  const parsed = await parseCase(importCase);
  const cells = parsed ? statedCells(parsed.draft) : [];
  const isRefused = parsed === null || parsed.draft.claims.length === 0;
  if (importCase.refused) {
    const differences = isRefused ? [] : ['expected a refusal'];
    return { expected: 0, right: 0, stated: cells.length, differences };
  }
  const unclaimed = new Set(cells);
  const differences: string[] = [];
  let [expected, right] = [0, 0];
  for (const dimension of importCase.dimensions) {
    for (const cell of dimension.cells) {
      const isNothing = cell.values.every((value) => value === '');
      expected += isNothing ? 0 : 1;
      const found = [...unclaimed].find((each) => isStatedAs(cell, dimension, each));
      if (found) {
        unclaimed.delete(found);
        right += 1;
      } else if (!cell.values.includes('')) {
        differences.push(
          `missing ${dimension.name} | ${cell.subject}${cell.condition === null ? '' : ` [${cell.condition}]`}: ${cell.values.join(' or ')} (${dimension.types.join(' or ')})`,
        );
      } else if (!isNothing) right += 1;
    }
  }
  for (const cell of unclaimed) differences.push(`unexpected ${describe(cell)}`);
  if (isRefused && expected + importCase.items.length > 0) differences.push('refused');
  if (parsed) differences.push(...otherDifferences(importCase, parsed));
  return { expected, right, stated: cells.length, differences };
}

async function parseCase({ file, input, subjects }: ImportCase): Promise<ParsedInput | null> {
  const bytes = extname(file) === '.xlsx' ? workbookOfText(input) : Buffer.from(input);
  try {
    return await parseBytes(file, bytes, subjects);
  } catch (error) {
    if (error instanceof DocumentError) return null;
    throw error;
  }
}

function isStatedAs(expected: ExpectedCell, dimension: ExpectedDimension, found: StatedCell): boolean {
  const conditions = found.qualifiers.map(({ value }) => fold(value));
  const name = fold(found.dimension);
  const wanted = fold(dimension.name);
  const condition = expected.condition === null ? null : fold(expected.condition);
  const hasName =
    name === wanted || (condition !== null && name.startsWith(wanted) && name.includes(condition));
  const hasCondition =
    condition === null ? conditions.length === 0 : conditions.includes(condition) || name.includes(condition);
  return (
    fold(expected.subject) === fold(found.subject) &&
    hasName &&
    hasCondition &&
    (dimension.types.length === 0 ||
      found.absence !== null ||
      dimension.types.some((type) => hasType(type, found))) &&
    expected.values.some((value) => fold(value) === fold(display(found)))
  );
}

/** Whether a value has a type, and its unit if the type is written with a unit. */
function hasType(type: string, { value, valueType }: StatedCell): boolean {
  const [name, unit] = type.split(' ');
  return (
    (value?.type ?? valueType) === name &&
    (unit === undefined || (value?.type === 'QUANTITY' && value.unit === unit))
  );
}

function display({ value, absence, text }: StatedCell): string {
  if (absence !== null) return absence === 'UNKNOWN' ? 'Unknown' : 'Not applicable';
  return value ? ruleOf(value).display(value) : (text ?? '');
}

function describe(cell: StatedCell): string {
  const conditions = cell.qualifiers.map(({ key, value }) => ` [${key}: ${value}]`).join('');
  const unit = cell.value?.type === 'QUANTITY' && cell.value.unit !== null ? ` ${cell.value.unit}` : '';
  return `${cell.dimension} (${cell.valueType}${unit}) | ${cell.subject}${conditions}: ${display(cell)}`;
}

function otherDifferences(
  importCase: ImportCase,
  { draft, report, warnings = [] }: ParsedInput,
): readonly string[] {
  const differences: string[] = [];
  const names = new Map(draft.concepts.map(({ id, name }) => [id, name]));
  const approaches = draft.concepts.filter(({ kind }) => kind === 'APPROACH').map(({ name }) => fold(name));
  if (importCase.approaches) {
    const wanted = importCase.approaches.map(fold);
    const permitted = [...wanted, ...importCase.permittedApproaches.map(fold)];
    differences.push(
      ...wanted.filter((name) => !approaches.includes(name)).map((name) => `missing approach ${name}`),
      ...approaches.filter((name) => !permitted.includes(name)).map((name) => `unexpected approach ${name}`),
    );
  }
  const found = draft.claims.map(({ predicate, subject, target, text }) => ({
    predicate: predicate,
    item: `${fold(names.get(subject) ?? '')}: ${fold(names.get(target ?? '') ?? text ?? '')}`,
  }));
  for (const predicate of new Set([
    ...importCase.items.map((item) => item.predicate),
    ...importCase.without,
  ])) {
    const wanted = importCase.items
      .filter((item) => item.predicate === predicate)
      .map(({ subject, text }) => `${fold(subject)}: ${fold(text)}`);
    const stated = found.filter((each) => each.predicate === predicate).map(({ item }) => item);
    differences.push(
      ...wanted.filter((item) => !stated.includes(item)).map((item) => `missing ${predicate} ${item}`),
      ...stated.filter((item) => !wanted.includes(item)).map((item) => `unexpected ${predicate} ${item}`),
    );
  }
  const quotes = draft.claims.flatMap(({ citations }) => citations.map(({ quote }) => fold(quote ?? '')));
  for (const words of importCase.unstated)
    if (quotes.some((quote) => quote.includes(fold(words)))) differences.push(`stated ${words}`);
  const reported = [
    ...warnings.map(({ message }) => message),
    ...report.lines.flatMap(({ parts }) => parts.map(({ became }) => became ?? '')),
  ].map(fold);
  for (const words of importCase.reported)
    if (!reported.some((each) => each.includes(fold(words)))) differences.push(`not reported: ${words}`);
  return differences;
}
