import { extname } from 'node:path';
import { printProportion } from '../proportion.js';
import { checkCase, type CaseResult } from './check-case.js';
import { readImportCases, type ImportCase } from './import-case.js';

interface Checked {
  readonly importCase: ImportCase;
  readonly result: CaseResult;
}

/**
 * Prints how the cases in a folder are read: the differences by case, and by format the shares of cases read as expected, of expected values that were stated
 * (recall), and of stated values that were expected (precision).
 */
export async function printCases(folder: string): Promise<readonly string[]> {
  const checked: Checked[] = [];
  for (const importCase of readImportCases(folder))
    checked.push({ importCase, result: await checkCase(importCase) });
  const lines = [
    `${'cases'.padEnd(24)}${['as expected', 'recall', 'precision'].map((each) => each.padEnd(20)).join('')}`,
  ];
  for (const { importCase, result } of checked.filter((each) => each.result.differences.length > 0))
    lines.push(
      `  ${importCase.name}: ${importCase.kind}`,
      ...result.differences.map((each) => `      ${each}`),
    );
  for (const format of [...new Set(checked.map(formatOf)), null])
    lines.push(
      rowOf(
        format ?? 'all',
        checked.filter((each) => format === null || formatOf(each) === format),
      ),
    );
  return lines;
}

const formatOf = ({ importCase }: Checked): string => extname(importCase.file).slice(1);

function rowOf(name: string, checked: readonly Checked[]): string {
  const sum = (count: (result: CaseResult) => number): number =>
    checked.reduce((total, { result }) => total + count(result), 0);
  const right = sum((result) => result.right);
  return [
    `${name} (${checked.length})`.padEnd(24),
    ...[
      { successes: sum(({ differences }) => Number(differences.length === 0)), trials: checked.length },
      { successes: right, trials: sum(({ expected }) => expected) },
      {
        successes: Math.min(
          right,
          sum(({ stated }) => stated),
        ),
        trials: sum(({ stated }) => stated),
      },
    ].map((proportion) => printProportion(proportion).padEnd(20)),
  ].join('');
}
