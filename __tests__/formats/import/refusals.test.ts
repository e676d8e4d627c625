import { describe, expect, test } from '@jest/globals';
import { draftFormat, type InputParser } from '../../../src/formats/drafts/draft-format.js';
import { parseArticle } from '../../../src/formats/articles/parse-article.js';
import { defaultReadingOptions, type ImportFormat } from '../../../src/formats/import/import-format.js';
import { reportOf, type CellTotals } from '../../../src/formats/import/import-report.js';
import { textOf } from '../../../src/formats/import/input-text.js';
import { readTableInputs } from '../../../src/formats/tables/table-inputs.js';
import type { GraphReader } from '../../../src/graph/ports/reading.js';
import { TertiumError } from '../../../src/graph/errors.js';
import { inChunks } from '../../support/claim-lines.js';

const options = { format: 'text', url: null, language: null, name: 'x' } as const;
const parse: InputParser = async (input) => parseArticle(await textOf(input, 10_000), options);

/** A graph that must not be read, because a refusal precedes the first read. */
const unread: GraphReader = {
  openView: () => {
    throw new TypeError('Expected a refusal before the graph is read.');
  },
  openViewAsOf: () => null,
};

/** Imports texts as files a.txt, b.txt … @returns the lines of the refusal; empty if there is none */
async function refusalOf(
  format: ImportFormat,
  texts: readonly string[],
  minCoverage: number | null = null,
): Promise<readonly string[]> {
  const inputs = texts.map((text, index) => ({
    name: `${String.fromCharCode(97 + index)}.txt`,
    bytes: inChunks(text),
  }));
  try {
    for await (const change of format(inputs, unread, { ...defaultReadingOptions, minCoverage }).changes)
      throw new TypeError(`Expected a refusal, got ${change.type}.`);
  } catch (error) {
    if (error instanceof TertiumError && error.code === 'INVALID_DOCUMENT') return error.message.split('\n');
    throw error;
  }
  return [];
}

describe('A file without claims is refused', () => {
  test('with the recognised and the missing content, and with options to try, if the compared things were not recognised', async () => {
    expect(await refusalOf(draftFormat(parse), ['Lorem ipsum.\n\nDolor sit.\nAmet.\n'])).toEqual([
      'a.txt: not imported, because the file lacks the names of two things that the text compares, or a table with a head, a row and two columns.',
      '  Seen: a.txt: 0.0 % of the text became claims; 100.0 % was not understood',
      '  Not understood: lines 1, 3-4',
      '  Try: --subjects NAME,NAME, with the names of the compared things as the text writes them',
      '  Try: --format, if the file has another format than its name suggests',
      '  Try: --dry-run --print report, which lists the outcome of each part',
    ]);
  });

  test('with the recognised names, if nothing is stated about them', async () => {
    const withoutClaims = draftFormat(async (input, reading) => {
      const { draft, report } = await parse(input, reading);
      return { draft: { ...draft, claims: [] }, report };
    });
    const refusal = await refusalOf(withoutClaims, ['Mill vs Lathe\n\nBoth are heavy.\n']);

    expect(refusal[0]).toBe('a.txt: not imported, because the file lacks statements about Mill, Lathe.');
    expect(refusal).toContain('  Seen: the names Mill, Lathe');
    expect(refusal.join('\n')).not.toContain('--subjects NAME');
  });

  test('with the number of cells and the warning of a table whose orientation is undecided', async () => {
    const cells: CellTotals = { total: 4, read: 0, guessed: 0, byKind: {} };
    const undecided = draftFormat(async (input, reading) => {
      const { draft, report } = await parse(input, reading);
      return {
        draft: { ...draft, claims: [] },
        report: reportOf(report.lines, cells),
        warnings: [{ kind: 'UNDECIDED_TABLE', line: 3, message: 'rows or columns' }],
      };
    });

    expect(await refusalOf(undecided, ['Mill vs Lathe\n'])).toEqual([
      'a.txt: not imported, because the file lacks a table that clearly compares its rows or its columns.',
      expect.stringContaining('  Seen: a.txt: '),
      '  Seen: a.txt: 0 of 4 cells of tables were read',
      '  Seen: the names Mill, Lathe',
      '  a.txt:3: warning: rows or columns',
      '  Try: --subjects rows or --subjects columns, to set where the table names what it compares',
      '  Try: --dry-run --print report, which lists the outcome of each part',
    ]);
  });

  test('together with all other files without claims', async () => {
    const refusal = await refusalOf(draftFormat(parse), ['Lorem.\n', 'Ipsum.\n']);

    expect(refusal.filter((line) => line.includes('not imported')).map((line) => line.slice(0, 5))).toEqual([
      'a.txt',
      'b.txt',
    ]);
  });
});

describe('A file below --strict is refused', () => {
  const rest = 'Feature,Mill,Lathe\nSpeed,fast,slow\n,,stray\n';

  test('if too little of its text became claims', async () => {
    expect(await refusalOf(readTableInputs, [rest], 0.9)).toEqual([
      expect.stringMatching(/^a\.txt: not imported, because the file lacks 90 % of the text as claims/u),
      expect.stringMatching(
        /^ {2}Seen: a\.txt: 8\d\.\d % of the text became claims; \d+\.\d % was not understood$/u,
      ),
      expect.stringMatching(/^ {2}Seen: a\.txt: 2 of 2 cells of tables were read: 2 TEXT$/u),
      '  Not understood: lines 3',
      '  Try: --skip LINES, for lines that are not part of the comparison',
      '  Try: a lower --strict',
      '  Try: --dry-run --print report, which lists the outcome of each part',
    ]);
  });

  test('if too few of the cells of its tables were read', async () => {
    const cells: CellTotals = { total: 10, read: 8, guessed: 0, byKind: { TEXT: 8 } };
    const withTable = draftFormat(async (input, reading) => {
      const { draft } = await parse(input, reading);
      const parts = [{ start: 0, end: 9, outcome: 'STATED', became: null, confidence: 1 }] as const;
      return { draft, report: reportOf([{ number: 1, parts }], cells) };
    });
    const text = 'Mill vs Lathe\n\nA mill is a machine that turns the tool.\n';

    expect((await refusalOf(withTable, [text], 0.81)).slice(0, 3)).toEqual([
      'a.txt: not imported, because the file lacks 81 % of the cells of tables.',
      '  Seen: a.txt: 100.0 % of the text became claims',
      '  Seen: a.txt: 8 of 10 cells of tables were read: 8 TEXT',
    ]);
    await expect(refusalOf(withTable, [text], 0.8)).rejects.toThrow(
      'Expected a refusal before the graph is read.',
    );
  });
});
