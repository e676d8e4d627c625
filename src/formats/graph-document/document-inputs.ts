import type { GraphReader } from '../../graph/ports/reading.js';
import type { Change } from '../../graph/ports/writing.js';
import { documentMaxBytes, type DocumentFile } from '../input/document-files.js';
import { expectCoverage } from '../import/refuse-inputs.js';
import {
  defaultReadingOptions,
  type ImportFormat,
  type ImportInput,
  type InputReport,
  type ReadingOptions,
} from '../import/import-format.js';
import { textOf } from '../import/input-text.js';
import { readDocuments } from './read-documents.js';
import { replacedScales } from './replaced-scales.js';

/**
 * Reads graph documents in YAML or JSON, which is a subset of YAML. All inputs are read into memory and form
 * one set of documents. The reports warn of dimensions whose stored scale is replaced.
 */
export const readDocumentInputs: ImportFormat = (inputs, reader, options = defaultReadingOptions) => {
  const reports: InputReport[] = [];
  return {
    changes: changesOf(inputs, reader, options, reports),
    locationOf: () => null,
    reports: () => reports,
  };
};

async function* changesOf(
  inputs: readonly ImportInput[],
  reader: GraphReader,
  options: ReadingOptions,
  reports: InputReport[],
): AsyncGenerator<Change> {
  const { includesLines, minCoverage } = options;
  const maxBytes = options.maxBytes ?? documentMaxBytes;
  const files: DocumentFile[] = [];
  for (const input of inputs) files.push({ name: input.name, text: await textOf(input, maxBytes) });
  const documents = await readDocuments(files, includesLines, maxBytes);
  const replaced = await replacedScales(documents.dimensions, reader);
  for (const report of documents.reports)
    reports.push({ ...report, warnings: [...report.warnings, ...replaced.of(report.name)] });
  expectCoverage(reports.map((report) => ({ ...report, minCoverage })));
  yield* documents.changes;
}
