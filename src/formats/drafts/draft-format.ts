import type { GraphReader } from '../../graph/ports/reading.js';
import type { Change } from '../../graph/ports/writing.js';
import type { Draft } from './draft.js';
import { draftChanges, type NamedDraft } from './draft-changes.js';
import { expectClaims, expectCoverage, type ParsedReport } from '../import/refuse-inputs.js';
import {
  defaultReadingOptions,
  type ImportFormat,
  type ImportInput,
  type InputReport,
  type ReadingOptions,
} from '../import/import-format.js';
import type { ImportReport } from '../import/import-report.js';
import { WarningList, type ImportWarning } from '../import/import-warnings.js';

/** The draft and report of one input. */
export interface ParsedInput {
  readonly draft: Draft;
  readonly report: ImportReport;
  /** Warnings of the parser; absent if there are none. */
  readonly warnings?: readonly Omit<ImportWarning, 'file'>[];
}

/** Parses one input as a draft. @throws {DocumentError} if the input cannot be parsed */
export type InputParser = (input: ImportInput, options: ReadingOptions) => Promise<ParsedInput>;

/**
 * Creates a format whose inputs are parsed as drafts. The names in a draft are then resolved to concepts of
 * the graph.
 */
export function draftFormat(parse: InputParser): ImportFormat {
  return (inputs, reader, options = defaultReadingOptions) => {
    const reports: Omit<InputReport, 'warnings'>[] = [];
    const warnings = new WarningList();
    return {
      changes: changesOf(parse, inputs, reader, options, { reports, warnings }),
      locationOf: () => null,
      reports: () => reports.map((each) => ({ ...each, warnings: warnings.of(each.name) })),
    };
  };
}

interface Output {
  readonly reports: Omit<InputReport, 'warnings'>[];
  readonly warnings: WarningList;
}

async function* changesOf(
  parse: InputParser,
  inputs: readonly ImportInput[],
  reader: GraphReader,
  options: ReadingOptions,
  { reports, warnings }: Output,
): AsyncGenerator<Change> {
  const drafts: NamedDraft[] = [];
  for (const input of inputs) {
    const { draft, report, warnings: ofInput = [] } = await parse(input, options);
    for (const { kind, ...warning } of ofInput) warnings.add(kind, input.name, () => warning);
    reports.push({ name: input.name, report });
    drafts.push({ file: input.name, draft });
  }
  const parsed = reports.map((each, index): ParsedReport => {
    const { concepts, claims } = drafts[index]?.draft ?? { concepts: [], claims: [] };
    const approaches = concepts.flatMap(({ kind, name }) => (kind === 'APPROACH' ? [name] : []));
    return { ...each, warnings: warnings.of(each.name), approaches, claims: claims.length };
  });
  expectClaims(parsed);
  expectCoverage(parsed, options.minCoverage);
  const view = await reader.openView();
  if (!view) throw new TypeError('The graph has no published view.');
  yield* await draftChanges(drafts, view, warnings);
}
