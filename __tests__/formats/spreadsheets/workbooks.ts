import { strToU8, zipSync, type Zippable } from 'fflate';

/** A sheet of a test: the XML of its rows, and the XML after them. */
export interface TestSheet {
  readonly name: string;
  /** The content of `sheetData`. */
  readonly data: string;
  /** The XML after `sheetData`. */
  readonly rest?: string;
}

export interface TestWorkbook {
  readonly sheets: readonly TestSheet[];
  /** The content of `sst`; by default, there are no shared strings. */
  readonly strings?: string;
  /** The content of `styleSheet`. */
  readonly styles?: string;
  /** The attributes of `workbookPr`. */
  readonly properties?: string;
  /** Parts that are added, or that replace parts of the same name. */
  readonly parts?: Readonly<Record<string, string>>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** Builds the XML of the parts of a spreadsheet, by name. */
export function partsOfWorkbook(workbook: TestWorkbook): Readonly<Record<string, string>> {
  const { sheets, strings, styles, properties = '', parts = {} } = workbook;
  const relationship = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${related}/${type}" Target="${target}"/>`;
  return {
    '[Content_Types].xml':
      `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ` +
      'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    'xl/workbook.xml':
      `${head}<workbook xmlns="${main}" xmlns:r="${related}"><workbookPr ${properties}/><sheets>` +
      sheets
        .map(({ name }, index) => `<sheet name="${escaped(name)}" sheetId="${index + 1}" r:id="s${index}"/>`)
        .join('') +
      '</sheets></workbook>',
    'xl/_rels/workbook.xml.rels':
      `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` +
      sheets
        .map((_, index) => relationship(`s${index}`, 'worksheet', `worksheets/sheet${index}.xml`))
        .join('') +
      relationship('t', 'sharedStrings', 'sharedStrings.xml') +
      relationship('f', 'styles', '/xl/styles.xml') +
      '</Relationships>',
    ...Object.fromEntries(
      sheets.map(({ data, rest = '' }, index) => [
        `xl/worksheets/sheet${index}.xml`,
        `${head}<worksheet xmlns="${main}"><sheetData>${data}</sheetData>${rest}</worksheet>`,
      ]),
    ),
    'xl/sharedStrings.xml': `${head}<sst xmlns="${main}">${strings ?? ''}</sst>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}">${styles ?? ''}</styleSheet>`,
    ...parts,
  };
}

/** Packs parts into the bytes of a zip file. */
export function packed(parts: Readonly<Record<string, string | Uint8Array>>): Buffer {
  const files: Zippable = {};
  for (const [name, part] of Object.entries(parts)) {
    files[name] = [typeof part === 'string' ? strToU8(part) : part, { level: 6 }];
  }
  return Buffer.from(zipSync(files));
}

/** Creates a spreadsheet. @returns the bytes of its file */
export function workbook(content: TestWorkbook): Buffer {
  return packed(partsOfWorkbook(content));
}

/** Prints a grid of texts as the rows of a sheet; numeric texts become numbers. */
export function rowsOfGrid(grid: readonly (readonly string[])[]): string {
  return grid
    .map((row) => {
      const cells = row.map((text) => {
        if (text === '') return '<c/>';
        if (/^-?\d+(?:\.\d+)?$/u.test(text)) return `<c><v>${text}</v></c>`;
        return `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
      });
      return `<row>${cells.join('')}</row>`;
    })
    .join('');
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
