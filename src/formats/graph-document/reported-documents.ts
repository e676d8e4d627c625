import type { Change } from '../../graph/ports/writing.js';
import type { DocumentFile } from '../input/document-files.js';
import { understandGraphDocuments } from './graph-document.js';
import type { InputReport } from '../import/import-format.js';

/** The changes that graph documents make, and a report on each document. */
export interface ReportedDocuments {
  readonly changes: readonly Change[];
  readonly reports: readonly InputReport[];
}

/**
 * Reads graph documents together, with a report on each. @throws {DocumentError} if a document has problems
 */
export function reportedDocuments(files: readonly DocumentFile[], keepsLines: boolean): ReportedDocuments {
  const { changes, reportOf } = understandGraphDocuments(files);
  return { changes, reports: files.map((file) => ({ name: file.name, report: reportOf(file, keepsLines) })) };
}
