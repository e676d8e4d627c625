import { posix } from 'node:path';
import { spreadsheetError } from './spreadsheet-error.js';
import type { SpreadsheetLimits } from './spreadsheet-limits.js';
import type { WorkbookParts } from './workbook-parts.js';

/** The parts and properties of a workbook. */
export interface Workbook {
  /** The worksheets, in the order of their tabs. */
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly sharedStrings: string | null;
  readonly styles: string | null;
  /** Whether days are counted from 1904, as in old files of Excel for Macintosh, instead of from 1900. */
  readonly countsFrom1904: boolean;
}

const mainTypes =
  /^application\/vnd\.(?:openxmlformats-officedocument\.spreadsheetml\.(?:sheet|template)|ms-excel\.(?:sheet|template)\.macroenabled)\.main\+xml$/iu;

/**
 * Reads the list of sheets and the properties of a workbook.
 * @throws {DocumentError} if there is no workbook, if a sheet has no part, if a part cannot be read, or if the workbook has too many sheets
 */
export async function readWorkbook(
  parts: WorkbookParts,
  file: string,
  limits: SpreadsheetLimits,
): Promise<Workbook> {
  const part = await mainPart(parts, file);
  const partsById = await relatedParts(parts, part);
  const listed: { name: string; id: string }[] = [];
  let countsFrom1904 = false;
  await parts.read(part, {
    open(element, attributes) {
      if (element === 'workbookPr') countsFrom1904 = /^(?:1|true)$/u.test(attributes.get('date1904') ?? '');
      if (element !== 'sheet') return;
      listed.push({ name: attributes.get('name') ?? '', id: attributes.get('id') ?? '' });
      if (listed.length > limits.sheets) {
        throw spreadsheetError(file, `a spreadsheet of ${limits.sheets} sheets at most`, 'more');
      }
    },
  });
  const ofType = (type: string): string | null =>
    [...partsById.values()].find((each) => each.type === type)?.part ?? null;
  const sheets = listed.flatMap(({ name, id }) => {
    const sheet = partsById.get(id);
    if (!sheet)
      throw spreadsheetError(file, `a part for each sheet`, `none for the sheet ${name.slice(0, 80)}`);
    // Chart sheets have no cells.
    return sheet.type === 'worksheet' ? [{ name, part: sheet.part }] : [];
  });
  return { sheets, sharedStrings: ofType('sharedStrings'), styles: ofType('styles'), countsFrom1904 };
}

async function mainPart(parts: WorkbookParts, file: string): Promise<string> {
  let part: string | null = null;
  await parts.read('[Content_Types].xml', {
    open(_element, attributes) {
      if (mainTypes.test(attributes.get('ContentType') ?? '')) part ??= attributes.get('PartName') ?? null;
    },
  });
  if (part === null)
    throw spreadsheetError(file, 'a spreadsheet (.xlsx)', 'a zip archive without a workbook');
  return part;
}

/** Reads the external targets of a part, such as the URLs of its hyperlinks, by relationship id. */
export async function externalTargets(
  parts: WorkbookParts,
  part: string,
): Promise<ReadonlyMap<string, string>> {
  const targets = new Map<string, string>();
  const list = relationshipsOf(part);
  if (!parts.has(list)) return targets;
  await parts.read(list, {
    open(element, attributes) {
      if (element === 'Relationship' && attributes.get('TargetMode') === 'External')
        targets.set(attributes.get('Id') ?? '', attributes.get('Target') ?? '');
    },
  });
  return targets;
}

function relationshipsOf(part: string): string {
  return posix.join(posix.dirname(part), '_rels', `${posix.basename(part)}.rels`);
}

interface RelatedPart {
  readonly type: string;
  readonly part: string;
}

/** Reads the references of a part to other parts of the file, by relationship id. */
async function relatedParts(parts: WorkbookParts, part: string): Promise<ReadonlyMap<string, RelatedPart>> {
  const folder = posix.dirname(part);
  const partsById = new Map<string, RelatedPart>();
  const list = relationshipsOf(part);
  if (!parts.has(list)) return partsById;
  await parts.read(list, {
    open(element, attributes) {
      if (element !== 'Relationship' || attributes.get('TargetMode') === 'External') return;
      partsById.set(attributes.get('Id') ?? '', {
        type: posix.basename(attributes.get('Type') ?? ''),
        part: posix.resolve('/', folder, attributes.get('Target') ?? ''),
      });
    },
  });
  return partsById;
}
