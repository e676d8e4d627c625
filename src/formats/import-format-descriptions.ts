/** What is known of an import format before its reader is loaded. */
interface ImportFormatInfo {
  /** The content of the files, in a few words. */
  readonly inWords: string;
  /** Extensions of the file names. */
  readonly suffixes: readonly string[];
  /**
   * Whether inputs are read as a stream of any length. Inputs of other formats are read whole, within a
   * bound.
   */
  readonly isStream: boolean;
}

/**
 * Every import format by name. The readers (`import-formats.ts`) are slow to load and are loaded on demand.
 */
export const importFormatDescriptions = Object.freeze({
  claims: {
    inWords: 'claims, one a line in JSON',
    suffixes: ['jsonl', 'ndjson'],
    isStream: true,
  },
  document: {
    inWords: 'graph documents in YAML or JSON',
    suffixes: ['yaml', 'yml', 'json'],
    isStream: false,
  },
  article: {
    inWords: 'articles in Markdown, HTML or plain text',
    suffixes: ['md', 'markdown', 'html', 'htm', 'txt'],
    isStream: false,
  },
  table: {
    inWords: 'comparison tables in comma- or tab-separated values',
    suffixes: ['csv', 'tsv', 'tab'],
    isStream: false,
  },
  xlsx: {
    inWords: 'comparison tables in spreadsheets',
    suffixes: ['xlsx', 'xlsm'],
    isStream: false,
  },
} as const satisfies Readonly<Record<string, ImportFormatInfo>>);

export type ImportFormatName = keyof typeof importFormatDescriptions;
export const importFormatNames = Object.freeze(
  Object.keys(importFormatDescriptions),
) as readonly ImportFormatName[];
