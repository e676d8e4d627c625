import { TertiumError } from '../../graph/errors.js';
import type { InputReport } from './import-format.js';
import { printShare } from './print-import-report.js';

/**
 * Checks the coverage of all inputs.
 * @param minCoverage the minimum coverage of each input, from 0 to 1; null for no bound
 * @throws {TertiumError} INVALID_DOCUMENT if the coverage of an input is below the minimum
 */
export function expectCoverage(
  reports: readonly Omit<InputReport, 'warnings'>[],
  minCoverage: number | null,
): void {
  const insufficient = reports.filter(({ report }) => report.coverage < (minCoverage ?? 0));
  if (insufficient.length === 0) return;
  const lines = insufficient.map(({ name, report }) => {
    const required = `${(minCoverage ?? 0) * 100} %`;
    return `${name}: expected ${required} of the text to be understood, got ${printShare(report.coverage)}.`;
  });
  throw new TertiumError('INVALID_DOCUMENT', lines.join('\n'));
}
