import type { ImportFormatName } from '../../formats/import-format-descriptions.js';
import type { SubjectsOption } from '../../formats/import/import-format.js';
import type { SkippedLines } from '../../formats/import/skipped-lines.js';
import type { EndingOptions } from '../graph/ending-options.js';

/** The name of the file with the recipes for the files of its folder. */
export const recipeFileName = 'tertium.import.yaml';

/** The values of `--print`. */
export const printables = ['draft', 'report', 'difference', 'document'] as const;
export type Printable = (typeof printables)[number];

/** The command-line options of `import`. */
export interface ImportOptions extends EndingOptions {
  /** The format of the files. If omitted, it is taken from the recipes of the files, or guessed from the files. */
  readonly format?: ImportFormatName;
  readonly subjects?: SubjectsOption;
  /** The slug of the source of the file. */
  readonly source?: string;
  readonly skip?: readonly SkippedLines[];
  /** Whether saved recipes are used. */
  readonly recipe: boolean;
  /** Whether the options are saved as recipes of the files. */
  readonly save?: true;
  readonly dryRun?: true;
  readonly print?: Printable;
  readonly json?: true;
  /** The minimum coverage of each file, and the minimum share of its table cells that are read; from 0 to 1. */
  readonly strict?: number;
  /** The maximum size of a file in MiB. Formats that are read line by line have no limit. */
  readonly maxSize?: number;
  readonly author: string;
  /** The title of the new changeset into which the changes are put. */
  readonly changeset?: string;
  readonly message?: string;
}
