import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DocumentError } from '../../../src/formats/input/document-error.js';
import { readSpreadsheet } from '../../../src/formats/spreadsheets/read-spreadsheet.js';
import {
  spreadsheetLimits,
  type SpreadsheetLimits,
} from '../../../src/formats/spreadsheets/workbook/spreadsheet-limits.js';
import { runs } from '../../support/test-run.js';
import { packed, partsOfWorkbook, rowsOfGrid, workbook } from './workbooks.js';

/** The default limits without the time limit. Some limits are lower, so that small inputs exceed them. */
const small: SpreadsheetLimits = {
  ...spreadsheetLimits,
  inflatedBytes: 4 * 1024 * 1024,
  cells: 5_000,
  characters: 1024 * 1024,
  milliseconds: Infinity,
};

/** Parses a spreadsheet. @returns "parsed", or the message of the rejection; any other error fails the test */
async function outcomeOf(bytes: Buffer, limits: Partial<SpreadsheetLimits> = {}): Promise<string> {
  try {
    await readSpreadsheet(bytes, 'x.xlsx', { ...small, ...limits });
    return 'parsed';
  } catch (error) {
    if (error instanceof DocumentError) return error.message;
    throw error;
  }
}

const data = rowsOfGrid([
  ['Feature', 'Mill', 'Lathe'],
  ['Speed', 'fast', 'slow'],
]);
const validFile = workbook({ sheets: [{ name: 'One', data }] });
const compound = (name: string): Buffer =>
  Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from(name, 'utf16le')]);
const types = partsOfWorkbook({ sheets: [] })['[Content_Types].xml'] ?? '';
const withSheet = (xml: string): Buffer =>
  workbook({ sheets: [{ name: 'One', data: '' }], parts: { 'xl/worksheets/sheet0.xml': xml } });
const zeros = new Uint8Array(5 * 1024 * 1024);

describe('a file that is not a spreadsheet is rejected with a description of the file', () => {
  test.each<[title: string, bytes: Buffer, actual: RegExp]>([
    ['an empty file', Buffer.alloc(0), /got nothing$/u],
    ['a text', Buffer.from('Feature,Mill\n'), /got a file that is not a zip archive$/u],
    [
      'a protected workbook',
      compound('EncryptedPackage'),
      /protected by a password: save it without a password$/u,
    ],
    [
      'an old workbook',
      compound('Workbook'),
      /a file of an older Office, such as \.xls: save it as \.xlsx$/u,
    ],
    ['a binary workbook', packed({ '[Content_Types].xml': types, 'xl/workbook.bin': '' }), /\.xlsb/u],
    ['a text document', packed({ '[Content_Types].xml': types, 'word/document.xml': '' }), /\.docx/u],
    ['an OpenDocument file', packed({ mimetype: 'x', 'content.xml': '' }), /OpenDocument/u],
    ['another archive', packed({ 'a.txt': 'a' }), /got a zip archive without a spreadsheet$/u],
    ['an archive without a workbook', packed({ '[Content_Types].xml': '<Types/>' }), /without a workbook$/u],
    ['a truncated archive', validFile.subarray(0, validFile.length - 30), /cut off or broken/u],
  ])('%s', async (_title, bytes, actual) => {
    const outcome = await outcomeOf(bytes);
    expect(outcome).toMatch(/^x\.xlsx:1:1: expected a spreadsheet \(\.xlsx\), got /u);
    expect(outcome).toMatch(actual);
  });
});

describe('a malicious or invalid spreadsheet is rejected', () => {
  test.each<[attack: string, bytes: () => Buffer, expected: RegExp]>([
    [
      'a part that decompresses to too many bytes',
      () => packed({ ...partsOfWorkbook({ sheets: [] }), 'xl/workbook.xml': zeros }),
      /XML that is not well-formed|bytes at most, inflated/u,
    ],
    [
      'white space that decompresses to too many bytes',
      () => workbook({ sheets: [{ name: 'One', data: ' '.repeat(zeros.length) }] }),
      /a spreadsheet of 4194304 bytes at most, inflated, got more$/u,
    ],
    [
      'too many sheets',
      () => workbook({ sheets: Array.from({ length: 300 }, (_, n) => ({ name: `S${n}`, data: '' })) }),
      /256 sheets at most, got more$/u,
    ],
    [
      'too many shared strings',
      () => workbook({ sheets: [{ name: 'One', data: '' }], strings: '<si/>'.repeat(6_000) }),
      /5000 shared strings at most, got more$/u,
    ],
    [
      'a long text that too many cells refer to',
      () =>
        workbook({
          sheets: [{ name: 'One', data: `<row>${'<c t="s"><v>0</v></c>'.repeat(1_000)}</row>` }],
          strings: `<si><t>${'x'.repeat(10_000)}</t></si>`,
        }),
      /characters at most in total, got more$/u,
    ],
    [
      'a text above the maximum length of a cell',
      () => workbook({ sheets: [{ name: 'One', data: rowsOfGrid([['x'.repeat(32_768)]]) }] }),
      /expected cells of 32767 characters at most, got a longer cell$/u,
    ],
    [
      'too many cells',
      () => workbook({ sheets: [{ name: 'One', data: '<row><c><v>1</v></c></row>'.repeat(12_000) }] }),
      /5000 cells at most/u,
    ],
    [
      'two cells that are far apart',
      () =>
        workbook({
          sheets: [{ name: 'One', data: '<row><c r="A1"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row>' }],
        }),
      /5000 cells at most/u,
    ],
    [
      'overlapping merged cells',
      () =>
        workbook({
          sheets: [
            {
              name: 'One',
              data: rowsOfGrid(Array.from({ length: 100 }, () => ['a', 'b', 'c'])),
              rest: `<mergeCells>${'<mergeCell ref="B1:XFD1048576"/>'.repeat(5000)}</mergeCells>`,
            },
          ],
        }),
      /5000 cells at most/u,
    ],
    [
      'nested entities',
      () =>
        withSheet(
          '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="inlineStr">' +
            '<is><t>&b;</t></is></c></row></sheetData></worksheet>',
        ),
      /XML that is not well-formed \(Invalid character entity/u,
    ],
    [
      'an entity that refers to a file',
      () =>
        withSheet(
          '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><worksheet><sheetData><row><c t="inlineStr">' +
            '<is><t>&a;</t></is></c></row></sheetData></worksheet>',
        ),
      /XML that is not well-formed \(Invalid character entity/u,
    ],
    ['deeply nested elements', () => withSheet('<a>'.repeat(100_000)), /more than 64 levels/u],
    ['truncated XML', () => withSheet('<worksheet><sheetData>'), /not well-formed \(Unclosed root tag/u],
    [
      'a missing sheet',
      () =>
        packed({
          ...partsOfWorkbook({ sheets: [{ name: 'A', data }] }),
          'xl/_rels/workbook.xml.rels': '<Relationships/>',
        }),
      /expected a part for each sheet, got none for the sheet A/u,
    ],
    [
      'a missing shared string',
      () => workbook({ sheets: [{ name: 'One', data: '<row r="2"><c r="B2" t="s"><v>7</v></c></row>' }] }),
      /^x\.xlsx:2:2: expected the index of a shared string, got "7" \(sheet One, row 2, column 2\)$/u,
    ],
    [
      'a formula without a value',
      () => workbook({ sheets: [{ name: 'One', data: '<row r="2"><c r="B2"><f>1+1</f></c></row>' }] }),
      /^x\.xlsx:2:2: expected formulas with their values/u,
    ],
    [
      'a repeated cell',
      () =>
        workbook({
          sheets: [{ name: 'One', data: '<row><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>' }],
        }),
      /expected each cell once, got a second cell with this reference/u,
    ],
    [
      'a cell with an invalid reference',
      () => workbook({ sheets: [{ name: 'One', data: '<row><c r="ZZZ1"><v>1</v></c></row>' }] }),
      /expected a cell reference, such as B7, got "ZZZ1"/u,
    ],
    ...['B7:C9:D10', 'C9:B7', 'B7:', ''].map((range): [string, () => Buffer, RegExp] => [
      `the merged cells "${range}", which are not a range`,
      () =>
        workbook({
          sheets: [{ name: 'One', data, rest: `<mergeCells><mergeCell ref="${range}"/></mergeCells>` }],
        }),
      new RegExp(`expected a range of merged cells, such as A1:B2, got "${range}" `, 'u'),
    ]),
    [
      'a NUL character',
      () => withSheet('<worksheet><sheetData><row><c t="str"><v>a\0</v></c></row></sheetData></worksheet>'),
      /expected a text, got invalid characters|not well-formed/u,
    ],
  ])('with %s', async (_attack, bytes, expected) => {
    expect(await outcomeOf(bytes())).toMatch(expected);
  });

  test('if parsing takes too long', async () => {
    expect(await outcomeOf(validFile, { milliseconds: -1 })).toMatch(
      /expected a spreadsheet that can be read in/u,
    );
  });

  test('if a part declares a smaller size than its actual size', async () => {
    const sheets = [{ name: 'One', data: ' '.repeat(1000) }];
    const bytes = workbook({ sheets });
    const offset = bytes.lastIndexOf('xl/worksheets/sheet0.xml') - 46;
    bytes.writeUInt32LE(100, offset + 24);

    expect(await outcomeOf(bytes)).toMatch(/cut off or broken/u);
  });
});

test('a file that is changed or cut at any offset is either parsed or rejected', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(validFile.length - 1), fc.nat(255), fc.boolean(), async (offset, byte, isCut) => {
      const bytes = Buffer.from(isCut ? validFile.subarray(0, offset) : validFile);
      if (!isCut) bytes.writeUInt8(byte, offset);
      expect(await outcomeOf(bytes)).toMatch(/^(?:parsed$|x\.xlsx:)/u);
    }),
    { numRuns: runs(300) },
  );
});
