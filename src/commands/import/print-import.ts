import { changesContent } from '../../formats/printing/changes-content.js';
import { outlineOfContent, printOutline } from '../../formats/drafts/draft-outline.js';
import { graphFormats } from '../../formats/export-formats.js';
import type { InputReport } from '../../formats/import/import-format.js';
import { reportInWords, reportsInJson } from '../../formats/import/print-import-report.js';
import type { GraphView } from '../../graph/ports/reading.js';
import type { Change } from '../../graph/ports/writing.js';
import type { Printable } from './import-options.js';

/** The parts of a parsed import that can be printed. */
export interface ReadImport {
  readonly changes: readonly Change[];
  readonly reports: readonly InputReport[];
  /** The view for which the changes were computed. */
  readonly view: GraphView;
}

/** Prints the draft, report or document of an import. */
export async function* printImport(
  { changes, reports, view }: ReadImport,
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
  const content = await changesContent(changes, view);
  if (what === 'document') yield* graphFormats[isJson ? 'json' : 'yaml'](content);
  else {
    const outline = outlineOfContent(content);
    yield isJson ? `${JSON.stringify(outline, null, 2)}\n` : printOutline(outline);
  }
}
