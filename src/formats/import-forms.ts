/** What there is to know of a form of import before anything is read. */
interface ImportForm {
  /** What is in the files, in a few words. */
  readonly inWords: string;
  /** What the names of such files end in. */
  readonly suffixes: readonly string[];
  /** Whether inputs of any length are read as they come; others are read whole, within a bound. */
  readonly isStream: boolean;
}

/**
 * Every form of import by the name of its format. What reads them (`import-formats.ts`) takes long to load, and is loaded
 * when it is needed.
 */
export const importForms = Object.freeze({
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
} as const satisfies Readonly<Record<string, ImportForm>>);

export type ImportFormatName = keyof typeof importForms;
export const importFormatNames = Object.freeze(Object.keys(importForms)) as readonly ImportFormatName[];
