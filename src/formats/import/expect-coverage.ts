import { TertiumError } from '../../graph/errors.js';
import type { InputReport } from './import-format.js';
import { shareInWords } from './report-in-words.js';

/** @throws {TertiumError} INVALID_DOCUMENT where an input is understood less than is asked for */
export function expectCoverage(reports: readonly InputReport[], least: number | null): void {
  const short = reports.filter(({ report }) => report.coverage < (least ?? 0));
  if (short.length === 0) return;
  const lines = short.map(({ name, report }) => {
    const asked = `${(least ?? 0) * 100} %`;
    return `${name}: expected ${asked} of the text to be understood, got ${shareInWords(report.coverage)}.`;
  });
  throw new TertiumError('INVALID_DOCUMENT', lines.join('\n'));
}
