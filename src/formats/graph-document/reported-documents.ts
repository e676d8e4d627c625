import type { Change } from '../../graph/ports/writing.js';
import type { DocumentFile } from '../input/document-files.js';
import { understandGraphDocuments } from './graph-document.js';
import type { InputReport } from '../import/import-format.js';

/** What graph documents state, and what became of each of them. */
export interface ReportedDocuments {
  readonly changes: readonly Change[];
  readonly reports: readonly InputReport[];
}

/** Reads graph documents together, with a report of each. @throws {DocumentError} where one is not understood */
export function reportedDocuments(files: readonly DocumentFile[], keepsLines: boolean): ReportedDocuments {
  const { changes, reportOf } = understandGraphDocuments(files);
  return { changes, reports: files.map((file) => ({ name: file.name, report: reportOf(file, keepsLines) })) };
}
