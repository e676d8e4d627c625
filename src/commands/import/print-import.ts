import { changesContent } from '../../formats/printing/changes-content.js';
import { textLocationsOf } from '../../formats/drafts/text-locations.js';
import { outlineOfContent, printOutline } from '../../formats/drafts/draft-outline.js';
import { differenceLines, type ImportDifference } from '../../formats/drafts/import-difference.js';
import { graphFormats } from '../../formats/export-formats.js';
import type { InputReport } from '../../formats/import/import-format.js';
import { reportInWords, reportsInJson } from '../../formats/import/print-import-report.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { Change } from '../../graph/ports/writing.js';
import { printable } from '../terminal/printable.js';
import type { Printable } from './import-options.js';

/** The parts of a parsed import that can be printed. */
export interface ReadImport {
  /** The changes; may be empty unless the draft or the document is printed. */
  readonly changes: readonly Change[];
  /** Null if the changes were not compared with the graph, for example because there are too many. */
  readonly difference: ImportDifference | null;
  readonly reports: readonly InputReport[];
  /** The view for which the changes were computed. */
  readonly view: GraphView;
}

/** The maximum number of changes that are compared with the graph, claim by claim. */
export const comparedChangesLimit = 100_000;
/** The text that replaces the difference of an import with more than `comparedChangesLimit` changes. */
export const uncomparedNote = `The differences are not listed: an import is compared with the graph up to ${comparedChangesLimit.toLocaleString('en')} changes.`;

/** Prints the draft, report, difference or document of an import. */
export async function* printImport(
  { changes, difference, reports, view }: ReadImport,
  what: Printable,
  isJson: boolean,
): AsyncGenerator<string> {
  if (what === 'report') {
    if (isJson) yield* reportsInJson(reports);
    else {
      for (const [index, report] of reports.entries()) {
        if (index > 0) yield '\n';
        yield* reportInWords(report);
      }
    }
    return;
  }
  if (what === 'difference') {
    if (isJson) yield `${JSON.stringify(difference, null, 2)}\n`;
    else if (difference === null) yield `${uncomparedNote}\n`;
    else for (const line of differenceLines(difference)) yield `${printable(line)}\n`;
    return;
  }
  const content = await changesContent(changes, view);
  if (what === 'document') yield* graphFormats[isJson ? 'json' : 'yaml'](content);
  else {
    const outline = outlineOfContent(content, textLocationsOf(changes));
    yield isJson ? `${JSON.stringify(outline, null, 2)}\n` : printOutline(outline);
  }
}
