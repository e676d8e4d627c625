import type { ParsedInput } from '../drafts/draft-format.js';
import type { InputGuidance } from '../import/import-format.js';
import { nameOfFile } from '../import/input-text.js';
import { parseDelimited } from './parse-delimited.js';
import { parseTable } from './parse-table.js';

/** The text of a table in comma- or tab-separated values. */
export interface TableText extends Pick<InputGuidance, 'subjects' | 'skip'> {
  readonly text: string;
  /** The name of the input in messages. */
  readonly file: string;
}

/** Parses the text of a table as a draft. @throws {DocumentError} as `parseDelimited`, and if skipped lines are not found */
export function parseTableText({ text, file, subjects, skip }: TableText): ParsedInput {
  const { rows, separator } = parseDelimited(text, file);
  return parseTable(rows, { file, name: nameOfFile(file), subjects, skip, separator });
}
