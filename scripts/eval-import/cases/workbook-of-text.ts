import { strToU8, zipSync } from 'fflate';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const related = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/**
 * Creates a spreadsheet with one sheet from a text: one row per line, cells separated by `|`. A cell can end with the format of
 * its number in braces (`0.45 {0.0%}`), or with the number of columns that it spans (`Kettle {merged 2}`). Numbers without
 * superfluous zeros are stored as numbers, unless an apostrophe is before them (`'12`).
 * A row has at most 26 columns.
 * @returns the bytes of the file
 */
export function workbookOfText(text: string): Buffer {
  const formats: string[] = [];
  const merges: string[] = [];
  const rows = text
    .trimEnd()
    .split('\n')
    .map((line, row) => {
      let column = 0;
      const cells = line.split('|').map((written) => {
        const [, content = '', note = ''] = /^\s*(.*?)\s*(?:\{(.*)\})?\s*$/u.exec(written) ?? [];
        const reference = `${columnName(column)}${row + 1}`;
        const width = Number(/^merged (\d+)$/u.exec(note)?.[1] ?? 1);
        if (width > 1) merges.push(`${reference}:${columnName(column + width - 1)}${row + 1}`);
        column += width;
        const style = note === '' || width > 1 ? 0 : formats.push(note);
        return content === String(Number(content))
          ? `<c r="${reference}" s="${style}"><v>${content}</v></c>`
          : `<c r="${reference}" t="inlineStr"><is><t>${escaped(content.replace(/^'/u, ''))}</t></is></c>`;
      });
      return `<row r="${row + 1}">${cells.join('')}</row>`;
    });
  const merged =
    merges.length === 0
      ? ''
      : `<mergeCells>${merges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;
  const parts = {
    '[Content_Types].xml': `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
    'xl/workbook.xml': `${head}<workbook xmlns="${main}" xmlns:r="${related}"><sheets><sheet name="Sheet" sheetId="1" r:id="s"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${head}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="s" Type="${related}/worksheet" Target="worksheets/sheet.xml"/><Relationship Id="f" Type="${related}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': `${head}<styleSheet xmlns="${main}"><numFmts>${formats.map((code, index) => `<numFmt numFmtId="${200 + index}" formatCode="${escaped(code)}"/>`).join('')}</numFmts><cellXfs><xf numFmtId="0"/>${formats.map((_, index) => `<xf numFmtId="${200 + index}" applyNumberFormat="1"/>`).join('')}</cellXfs></styleSheet>`,
    'xl/worksheets/sheet.xml': `${head}<worksheet xmlns="${main}"><sheetData>${rows.join('')}</sheetData>${merged}</worksheet>`,
  };
  return Buffer.from(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strToU8(part)]))),
  );
}

const columnName = (column: number): string => String.fromCharCode('A'.charCodeAt(0) + column);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
