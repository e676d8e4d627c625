import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DocumentError } from '../../../src/formats/input/document-error.js';
import type { ParsedInput } from '../../../src/formats/drafts/draft-format.js';
import { readSpreadsheet } from '../../../src/formats/spreadsheets/read-spreadsheet.js';
import { parseTable, parseTables } from '../../../src/formats/tables/parse-table.js';
import { textIn } from '../../../src/formats/tables/model/grid-cell.js';
import { parseDelimited } from '../../../src/formats/tables/parse-delimited.js';
import { expectCompleteReport, partsOf } from '../report-checks.js';
import { runs } from '../../support/test-run.js';
import { rowsOfGrid, workbook, type TestWorkbook } from './workbooks.js';

const options = { file: 'x.xlsx', name: 'x', subjects: null, separator: null };

async function read(content: TestWorkbook): Promise<ParsedInput> {
  return parseTables(await readSpreadsheet(workbook(content), 'x.xlsx'), options);
}

/** Parses a workbook, by default with one sheet. @returns the texts of the cells of the first sheet that is not empty, row by row */
async function rowsOf(data: string, content: Partial<TestWorkbook> = {}): Promise<unknown> {
  const [sheet] = await readSpreadsheet(workbook({ sheets: [{ name: 'One', data }], ...content }), 'x.xlsx');
  return sheet?.rows.map((row) => row.map(textIn));
}

const styled = (codes: readonly string[]): string =>
  `<numFmts>${codes.map((code, index) => `<numFmt numFmtId="${170 + index}" formatCode="${code}"/>`).join('')}</numFmts>` +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  `<cellXfs><xf numFmtId="0"/>${codes.map((_, index) => `<xf numFmtId="${170 + index}"/>`).join('')}</cellXfs>`;

describe('the text of a cell is', () => {
  test.each<[content: string, cell: string, text: string]>([
    ['a shared string', '<c t="s"><v>0</v></c>', 'Mill'],
    ['a text of several runs as one, without phonetic readings', '<c t="s"><v>1</v></c>', 'Slow lathe'],
    ['an inline text', '<c t="inlineStr"><is><t>A &amp; B</t></is></c>', 'A & B'],
    [
      'a character that XML cannot contain',
      '<c t="inlineStr"><is><t>a_x000A_b_x0000_</t></is></c>',
      'a\nb_x0000_',
    ],
    ['a number with the digits of the file', '<c><v>12.50</v></c>', '12.50'],
    ['a number with more digits than a float', '<c><v>12345678901234567890</v></c>', '12345678901234567890'],
    ['a number without rounding errors of its binary form', '<c><v>1.1000000000000001</v></c>', '1.1'],
    ['a number without an exponent', '<c><v>1.5E-3</v></c>', '0.0015'],
    ['TRUE or FALSE', '<c t="b"><v>1</v></c>', 'TRUE'],
    ['the value of its formula', '<c><f>1+1</f><v>2</v></c>', '2'],
    ['the text of its formula', '<c t="str"><f>A1&amp;"x"</f><v>yx</v></c>', 'yx'],
    ['its error', '<c t="e"><v>#N/A</v></c>', '#N/A'],
    ['a date in ISO format', '<c t="d"><v>2024-05-17T00:00:00</v></c>', '2024-05-17'],
  ])('%s', async (_content, cell, text) => {
    const strings =
      '<si><t>Mill</t></si><si><r><t>Slow</t></r><r><rPr><b/></rPr><t xml:space="preserve"> lathe</t></r><rPh sb="0" eb="1"><t>su</t></rPh></si>';
    expect(await rowsOf(`<row>${cell}</row>`, { strings })).toEqual([[text]]);
  });

  test.each<[format: string, number: string, text: string]>([
    ['yyyy\\-mm\\-dd', '45429', '2024-05-17'],
    ['[$-409]d\\ mmm\\ yyyy;@', '45429', '2024-05-17'],
    ['mmm yyyy', '45429', '2024-05'],
    ['yyyy', '45429', '2024'],
    ['m/d/yyyy h:mm', '45429.520833333336', '2024-05-17T12:30:00'],
    ['hh:mm:ss', '0.52083333333333337', '12:30:00'],
    ['d.m.yyyy', '1', '1900-01-01'],
    ['d.m.yyyy', '60', '60'],
    ['d.m.yyyy', '61', '1900-03-01'],
    ['[h]:mm', '1.5', '1.5'],
    ['0.00 &quot;days&quot;', '45429', '45429.00 days'],
    ['General', '45429', '45429'],
    ['#,##0.00 [$EUR]', '45429', '45429.00 EUR'],
    ['#,##0.00\\ [$€-407]', '1640.5', '1640.50 €'],
    ['_-* #,##0.00\\ &quot;€&quot;_-;\\-* #,##0.00', '5', '5.00 €'],
    ['$#,##0', '-5.25', '$ -5.25'],
    ['00000', '1234', '01234'],
    ['0.00', '3.1', '3.10'],
    ['0.0', '3.14159', '3.14159'],
    ['0%', '0.125', '12.5%'],
    ['# ?/?', '0.5', '0.5'],
    ['[&gt;100]0.0;0', '5', '5'],
  ])('a number with the format %s: %s is %s', async (format, number, text) => {
    const styles = styled([format]);
    expect(await rowsOf(`<row><c s="1"><v>${number}</v></c></row>`, { styles })).toEqual([[text]]);
  });

  test('a date that is counted from 1904', async () => {
    const content = { styles: styled(['yyyy-mm-dd']), properties: 'date1904="1"' };
    expect(await rowsOf('<row><c s="1"><v>0</v></c></row>', content)).toEqual([['1904-01-01']]);
  });
});

describe('a table is found in a sheet', () => {
  test('without the empty rows above and the empty columns left of it', async () => {
    const data =
      '<row r="3"><c r="C3"><v>1</v></c><c r="E3"><v>2</v></c></row><row r="5"><c r="D5"><v>3</v></c></row>';
    expect(await rowsOf(data)).toEqual([['1', '', '2'], [], ['', '3']]);
  });

  test('with the content of merged cells in each cell of the merged range, up to the last column of the other cells', async () => {
    const data = rowsOfGrid([
      ['Machines', '', ''],
      ['Feature', 'Mill', 'Lathe'],
      ['Coolant', 'yes', ''],
      ['Speed', 'fast', 'slow'],
      ['', '', 'slower'],
    ]);
    const ranges = ['A1:Z1', 'B3:C3', 'A4:A5', 'B4:B5'];
    const rest = `<mergeCells>${ranges.map((range) => `<mergeCell ref="${range}"/>`).join('')}</mergeCells>`;

    expect(await rowsOf('', { sheets: [{ name: 'One', data, rest }] })).toEqual([
      ['Machines', 'Machines', 'Machines'],
      ['Feature', 'Mill', 'Lathe'],
      ['Coolant', 'yes', 'yes'],
      ['Speed', 'fast', 'slow'],
      ['Speed', 'fast', 'slower'],
    ]);
  });
});

test('an error is not a claim, and does not turn the other numbers of its row into texts', async () => {
  const data =
    rowsOfGrid([['Feature', 'Mill', 'Lathe']]) +
    '<row><c t="inlineStr"><is><t>Mass</t></is></c><c><v>700</v></c><c t="e"><v>#DIV/0!</v></c></row>';
  const { draft, report } = await read({ sheets: [{ name: 'One', data }] });

  expect(draft.claims).toMatchObject([{ value: { type: 'QUANTITY', minimum: '700' } }]);
  expect(partsOf(draft.text.text, report.lines)).toContain('2 STATED nothing stated: Mass of Lathe: #DIV/0!');
});

test('each sheet is a separate table, and a sheet without a table is reported as not understood', async () => {
  const { draft, report } = await read({
    sheets: [
      {
        name: 'Size',
        data: rowsOfGrid([
          ['Feature', 'Mill', 'Lathe'],
          ['Mass', '700', '1640'],
        ]),
      },
      { name: 'Empty', data: '' },
      {
        name: 'Use',
        data: rowsOfGrid([
          ['Machine', 'Coolant'],
          ['Mill', 'yes'],
          ['Lathe', 'no'],
        ]),
      },
      { name: 'Notes', data: rowsOfGrid([['Ask the makers.']]) },
    ],
  });

  expect(draft.text).toMatchObject({
    mediaType: 'text/tab-separated-values',
    text:
      'Size\nFeature\tMill\tLathe\nMass\t700\t1640\n\n' +
      'Use\nMachine\tCoolant\nMill\tyes\nLathe\tno\n\n' +
      'Notes\nAsk the makers.\n',
  });
  expect(draft.source.name).toBe('x');
  expect(draft.concepts).toMatchObject(
    [
      ['Mass', 'Size'],
      ['Mill', undefined],
      ['Lathe', undefined],
      ['Coolant', 'Use'],
    ].map(([name, group]) => (group === undefined ? { name } : { name, group })),
  );
  expect(draft.claims.map(({ citations }) => citations[0]?.locator)).toEqual([
    'Size › Mass › Mill',
    'Size › Mass › Lathe',
    'Use › Coolant › Mill',
    'Use › Coolant › Lathe',
  ]);
  expectCompleteReport(draft.text.text, report);
  expect(partsOf(draft.text.text, report.lines).slice(-2)).toEqual([
    '10 NAMED the name of a sheet: Notes',
    '11 NOT_UNDERSTOOD: Ask the makers.',
  ]);
});

const word = fc.stringMatching(/^[A-Za-z<&é😀][A-Za-z0-9<& é😀]{0,8}$/u);
const cell = fc.oneof(
  fc.constantFrom('', '-', 'yes', 'no', '?', 'n/a', '2024-05-17', '1.5', '-20', '0.1'),
  word,
);
const grids = fc
  .tuple(fc.integer({ min: 2, max: 5 }), fc.integer({ min: 1, max: 5 }))
  .chain(([width, height]) =>
    fc.tuple(
      fc.array(word, { minLength: width, maxLength: width }),
      fc.array(fc.tuple(word, fc.array(cell, { minLength: width - 1, maxLength: width - 1 })), {
        minLength: height,
        maxLength: height,
      }),
    ),
  );

test('a grid leads to the same draft and report as a spreadsheet and as tab-separated values', async () => {
  const outcome = async (parse: () => ParsedInput | Promise<ParsedInput>): Promise<unknown> => {
    try {
      return await parse();
    } catch (error) {
      if (error instanceof DocumentError) return error.message;
      throw error;
    }
  };
  await fc.assert(
    fc.asyncProperty(grids, async ([head, body]) => {
      const grid = [head, ...body.map(([name, cells]) => [name, ...cells])];
      const text = grid.map((row) => `${row.join('\t')}\n`).join('');
      const asText = await outcome(() => parseTable(parseDelimited(text, 'x.xlsx').rows, options));
      const asSheet = await outcome(() => read({ sheets: [{ name: 'One', data: rowsOfGrid(grid) }] }));
      expect(asSheet).toEqual(asText);
      if (typeof asSheet === 'string') return;
      const { draft, report } = asSheet as ParsedInput;
      expectCompleteReport(draft.text.text, report);
    }),
    { numRuns: runs(200) },
  );
});
