import type { ImportFormatName } from '../../formats/import-format-descriptions.js';
import type { EndingOptions } from '../graph/ending-options.js';

/** The values of `--print`. */
export const printables = ['draft', 'report', 'document'] as const;
export type Printable = (typeof printables)[number];

/** The command-line options of `import`. */
export interface ImportOptions extends EndingOptions {
  /** If left out, it is guessed from the files. */
  readonly format?: ImportFormatName;
  readonly subjects?: 'rows' | 'columns';
  readonly dryRun?: true;
  readonly print?: Printable;
  readonly json?: true;
  /** The smallest accepted coverage of each file, from 0 to 1. */
  readonly strict?: number;
  /** The largest file, in MiB. Formats that are read line by line have no limit. */
  readonly maxSize?: number;
  readonly author: string;
  readonly message?: string;
}
