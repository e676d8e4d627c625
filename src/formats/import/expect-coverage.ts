import { TertiumError } from '../../graph/errors.js';
import type { InputReport } from './import-format.js';
import { printShare } from './print-import-report.js';

/**
 * @throws {TertiumError} INVALID_DOCUMENT if the coverage of an input is below `least` (0 to 1; null for no
 *   bound)
 */
export function expectCoverage(
  reports: readonly Omit<InputReport, 'warnings'>[],
  least: number | null,
): void {
  const insufficient = reports.filter(({ report }) => report.coverage < (least ?? 0));
  if (insufficient.length === 0) return;
  const lines = insufficient.map(({ name, report }) => {
    const required = `${(least ?? 0) * 100} %`;
    return `${name}: expected ${required} of the text to be understood, got ${printShare(report.coverage)}.`;
  });
  throw new TertiumError('INVALID_DOCUMENT', lines.join('\n'));
}
