import type { ImportFormatName } from '../../formats/import-format-descriptions.js';
import type { EndingOptions } from '../graph/ending-options.js';

/** The values of `--print`. */
export const printables = ['draft', 'report', 'document'] as const;
export type Printable = (typeof printables)[number];

/** The command-line options of `import`. */
export interface ImportOptions extends EndingOptions {
  /** The format of the files; guessed from the files if omitted. */
  readonly format?: ImportFormatName;
  readonly subjects?: 'rows' | 'columns';
  readonly dryRun?: true;
  readonly print?: Printable;
  readonly json?: true;
  /** The minimum coverage of each file, from 0 to 1. */
  readonly strict?: number;
  /** The maximum size of a file in MiB. Formats that are read line by line have no limit. */
  readonly maxSize?: number;
  readonly author: string;
  readonly message?: string;
}
