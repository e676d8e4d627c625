import type { ImportFormatName } from '../formats/import-formats.js';

/** What the command line says of an import, beside the files. */
export interface ImportOptions {
  readonly format: ImportFormatName;
  readonly dryRun?: true;
  readonly author: string;
  readonly message?: string;
}
