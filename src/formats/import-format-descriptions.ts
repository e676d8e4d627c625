/** The description of an import format. It is available without loading the reader of the format. */
interface ImportFormatInfo {
  /** The content of the files, as a short phrase for help texts. */
  readonly inWords: string;
  /** The file extensions of the format, without a period. */
  readonly suffixes: readonly string[];
  /**
   * Whether inputs are read as a stream of any length. Inputs of other formats are read into memory
   * completely, and their size is limited.
   */
  readonly isStream: boolean;
  /** Whether an editor can set the source, the approaches and skipped lines. Files of other formats name their own sources and approaches. */
  readonly isGuided: boolean;
}

/**
 * The descriptions of all import formats, by name. The readers (`import-formats.ts`) are loaded on demand,
 * because loading is slow.
 */
export const importFormatDescriptions = Object.freeze({
  claims: {
    inWords: 'claims, one JSON object per line',
    suffixes: ['jsonl', 'ndjson'],
    isStream: true,
    isGuided: false,
  },
  document: {
    inWords: 'graph documents in YAML or JSON',
    suffixes: ['yaml', 'yml', 'json'],
    isStream: false,
    isGuided: false,
  },
  article: {
    inWords: 'articles in Markdown, HTML or plain text',
    suffixes: ['md', 'markdown', 'html', 'htm', 'txt', 'rst', 'adoc', 'asciidoc'],
    isStream: false,
    isGuided: true,
  },
  table: {
    inWords: 'comparison tables in comma- or tab-separated values',
    suffixes: ['csv', 'tsv', 'tab'],
    isStream: false,
    isGuided: true,
  },
  xlsx: {
    inWords: 'comparison tables in spreadsheets',
    suffixes: ['xlsx', 'xlsm'],
    isStream: false,
    isGuided: true,
  },
} as const satisfies Readonly<Record<string, ImportFormatInfo>>);

export type ImportFormatName = keyof typeof importFormatDescriptions;
export const importFormatNames = Object.freeze(
  Object.keys(importFormatDescriptions),
) as readonly ImportFormatName[];
