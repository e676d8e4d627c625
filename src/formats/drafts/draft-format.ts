import type { GraphReader } from '../../graph/ports/reading.js';
import type { Change } from '../../graph/ports/writing.js';
import type { Draft } from './draft.js';
import { draftChanges, type NamedDraft } from './draft-changes.js';
import { expectClaims, expectCoverage, type ParsedReport } from '../import/refuse-inputs.js';
import { locateLines } from '../import/skipped-lines.js';
import {
  defaultReadingOptions,
  optionsFor,
  type ImportFormat,
  type ImportInput,
  type InputGuidance,
  type InputReport,
  type ReadingOptions,
} from '../import/import-format.js';
import type { ImportReport } from '../import/import-report.js';
import { WarningList, type ImportWarning } from '../import/import-warnings.js';

/** The draft and report of one input. */
export interface ParsedInput {
  readonly draft: Draft;
  readonly report: ImportReport;
  /** The warnings of the parser; none if absent. */
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
  const drafts: (NamedDraft & Pick<InputGuidance, 'skip'>)[] = [];
  const parsed: ParsedReport[] = [];
  for (const input of inputs) {
    const { name } = input;
    const ofInput = optionsFor(input, options);
    const { draft, report, warnings: ofParser = [] } = await parse(input, ofInput);
    for (const { kind, ...warning } of ofParser) warnings.add(kind, name, () => warning);
    const { minCoverage, source, skip } = ofInput;
    drafts.push({ file: name, draft, sourceSlug: source, skip });
    reports.push({ name, report });
    const approaches = draft.concepts.flatMap((concept) =>
      concept.kind === 'APPROACH' ? [concept.name] : [],
    );
    const claims = draft.claims.length;
    parsed.push({ name, report, warnings: warnings.of(name), approaches, claims, minCoverage });
  }
  expectClaims(parsed, options.words);
  expectCoverage(parsed);
  const view = await reader.openView();
  if (!view) throw new TypeError('The graph has no published view.');
  const { changes, sources } = await draftChanges(drafts, view, warnings);
  for (const [index, { file, draft, skip }] of drafts.entries()) {
    const used = {
      source: (sources[index] ?? '').replace(/^[^/]*\//u, ''),
      skip: locateLines(skip, draft.text.text, file).lines,
    };
    reports[index] = { ...(reports[index] as Omit<InputReport, 'warnings'>), used };
  }
  yield* changes;
}
