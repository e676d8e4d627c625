import { TertiumError } from '../../graph/errors.js';
import { commandWords, type InputGuidance, type InputReport, type OptionWords } from './import-format.js';
import type { ImportReport } from './import-report.js';
import { printWarning } from './import-warnings.js';
import { printCells, printCoverage } from './print-import-report.js';

/** The report on an input, with the names of the recognised approaches and the number of claims. */
export interface ParsedReport extends GuardedReport {
  /** The names of all recognised approaches, including approaches without claims. */
  readonly approaches: readonly string[];
  /** The number of claims. */
  readonly claims: number;
}

/** The maximum number of names, and of ranges of lines, that a refusal lists. */
const listLimit = 8;

/**
 * Checks that each input states claims.
 * @param words the options in the notation of the caller, for the advice
 * @throws {TertiumError} INVALID_DOCUMENT, with what was seen, what was missing and what to try for each input without
 *   claims
 */
export function expectClaims(inputs: readonly ParsedReport[], words: OptionWords): void {
  refuse(
    inputs
      .filter(({ claims }) => claims === 0)
      .map((input) => ({
        input,
        approaches: input.approaches,
        missing: [missingClaims(input)],
        advice: [
          ...(input.approaches.length < 2
            ? [`${words.subjectNames}, with the names of the compared things as the text writes them`]
            : []),
          ...(input.report.cells === null
            ? [`${words.format}, if the file has another format than its name suggests`]
            : [`${words.subjects}, to set where the table names what it compares`]),
        ],
      })),
    words,
  );
}

function missingClaims({ approaches, warnings }: ParsedReport): string {
  if (warnings.some(({ kind }) => kind === 'UNDECIDED_TABLE'))
    return 'a table that clearly compares its rows or its columns';
  return approaches.length < 2
    ? 'the names of two things that the text compares, or a table with a head, a row and two columns'
    : `statements about ${listed(approaches)}`;
}

/** The report on an input, and the minimum coverage of the input. */
type GuardedReport = InputReport & Pick<InputGuidance, 'minCoverage'>;

/**
 * Checks that each input has its minimum coverage, and its minimum share of table cells that were read. Only the command
 * line sets minimums.
 * @throws {TertiumError} INVALID_DOCUMENT, with what was seen, what was missing and what to try for each input below its
 *   minimum
 */
export function expectCoverage(reports: readonly GuardedReport[]): void {
  refuse(
    reports.flatMap((input): readonly Refusal[] => {
      const minimum = input.minCoverage ?? 0;
      const required = `${minimum * 100} %`;
      const { coverage, cells } = input.report;
      const missing = [
        ...(coverage < minimum ? [`${required} of the text as claims`] : []),
        ...(cells !== null && cells.read < minimum * cells.total
          ? [`${required} of the cells of tables`]
          : []),
      ];
      if (missing.length === 0) return [];
      const advice = [
        '--skip LINES, for lines that are not part of the comparison',
        ...(cells !== null && cells.read < cells.total
          ? ['--subjects, if a table was read the wrong way']
          : []),
        'a lower --strict',
      ];
      return [{ input, approaches: [], missing, advice }];
    }),
    commandWords,
  );
}

interface Refusal {
  readonly input: InputReport;
  readonly approaches: readonly string[];
  readonly missing: readonly string[];
  readonly advice: readonly string[];
}

function refuse(refusals: readonly Refusal[], { outcomes }: OptionWords): void {
  if (refusals.length === 0) return;
  const lines = refusals.flatMap((each) => [
    ...linesOf(each),
    ...(outcomes === null ? [] : [`  Try: ${outcomes}, which lists the outcome of each part`]),
  ]);
  throw new TertiumError('INVALID_DOCUMENT', lines.join('\n'));
}

function linesOf({ input, approaches, missing, advice }: Refusal): readonly string[] {
  const { name, report, warnings } = input;
  const notUnderstood = rangesOf(report);
  return [
    `${name}: not imported, because the file lacks ${missing.join(' and ')}.`,
    `  Seen: ${printCoverage(input)}`,
    ...(report.cells ? [`  Seen: ${printCells(name, report.cells)}`] : []),
    ...(approaches.length > 0 ? [`  Seen: the names ${listed(approaches)}`] : []),
    ...(notUnderstood === '' ? [] : [`  Not understood: ${notUnderstood}`]),
    ...warnings.map((warning) => `  ${printWarning(warning)}`),
    ...advice.map((each) => `  Try: ${each}`),
  ];
}

/** Lists the lines with text that was not understood: `lines 3, 5-9 and 12 more`. Empty if the report has no such lines. */
function rangesOf({ lines }: ImportReport): string {
  const ranges: [first: number, last: number][] = [];
  for (const { number, parts } of lines) {
    if (parts.every(({ outcome }) => outcome !== 'NOT_UNDERSTOOD')) continue;
    const last = ranges.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else ranges.push([number, number]);
  }
  if (ranges.length === 0) return '';
  return `lines ${listed(ranges.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)))}`;
}

function listed(items: readonly string[]): string {
  const further = items.length - listLimit;
  const first = items.slice(0, listLimit).join(', ');
  return further > 0 ? `${first} and ${further} more` : first;
}
