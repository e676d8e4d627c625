/** What the command line says of an export. */
export interface ExportOptions {
  readonly compare?: readonly string[];
  readonly format?: string;
  readonly output?: string;
  readonly at?: number;
  /** A graph without the texts that are kept with its sources. */
  readonly withoutTexts?: true;
}
