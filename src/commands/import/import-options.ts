import type { ImportFormatName } from '../../formats/import-forms.js';
import type { EndingOptions } from '../graph/ending-options.js';

/** What can be printed of an import. */
export const printables = ['draft', 'report', 'document'] as const;
export type Printable = (typeof printables)[number];

/** What the command line says of an import, beside the files. */
export interface ImportOptions extends EndingOptions {
  /** Left out where the files are to tell. */
  readonly format?: ImportFormatName;
  readonly subjects?: 'rows' | 'columns';
  readonly dryRun?: true;
  readonly print?: Printable;
  readonly json?: true;
  /** The least share of each file that must be understood, from 0 to 1. */
  readonly strict?: number;
  /** How large a file may be that is read whole, in MiB. */
  readonly maxSize?: number;
  readonly author: string;
  readonly message?: string;
}
