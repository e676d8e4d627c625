/**
 * The kinds of warnings.
 *
 * - `CONTRADICTION`: one source contradicts itself in a cell.
 * - `REPEATED_NAME`: two heads of a table have the same name.
 * - `SIMILAR_NAME`: a name was resolved to a concept whose name or alias differs from it in case.
 * - `UNDECIDED`: cells, or the unit of a dimension, have no certain reading and are stored as written. Warnings about cells
 *   that are left out, because they do not fit the reading of the other cells, are also of this kind.
 * - `UNDECIDED_TABLE`: the rows or the columns of a table may be the approaches, so the table gives no claims.
 * - `UNDECIDED_SUBJECTS`: nothing confirms the approaches that an article may compare, so its text gives no claims.
 * - `SEPARATE_DIMENSION`: the graph has a dimension with this name, but this dimension cannot represent the values.
 * - `REPLACED_SCALE`: a graph document changes or removes a part of the value definition of a dimension that the graph has.
 */
export type WarningKind =
  | 'CONTRADICTION'
  | 'REPEATED_NAME'
  | 'SIMILAR_NAME'
  | 'UNDECIDED'
  | 'UNDECIDED_TABLE'
  | 'UNDECIDED_SUBJECTS'
  | 'SEPARATE_DIMENSION'
  | 'REPLACED_SCALE';

/** A part of an import that an editor should check. */
export interface ImportWarning {
  readonly kind: WarningKind;
  /** The name of the input. */
  readonly file: string;
  /** The number of the line, from 1; null if the warning is about the complete input. */
  readonly line: number | null;
  readonly message: string;
}

/** The maximum number of listed warnings of one kind for an input. */
export const warningLimit = 10;

/** Collects the warnings of an import. Stores only the first `warningLimit` warnings of each kind and input. */
export class WarningList {
  readonly #warnings: ImportWarning[] = [];
  readonly #counts = new Map<string, number>();

  /**
   * Adds a warning.
   * @param describe called only if the warning is listed, because computing a location takes time
   */
  add(kind: WarningKind, file: string, describe: () => Pick<ImportWarning, 'line' | 'message'>): void {
    const key = keyOf({ kind, file });
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (count <= warningLimit) this.#warnings.push({ kind, file, ...describe() });
  }

  /** The warnings of an input in the order of their lines, then the number of unlisted warnings of each kind. */
  of(file: string): readonly ImportWarning[] {
    const listed = this.#warnings.filter((warning) => warning.file === file);
    const kinds = [...new Set(listed.map(({ kind }) => kind))];
    const further = kinds.flatMap((kind): readonly ImportWarning[] => {
      const count = (this.#counts.get(keyOf({ kind, file })) ?? 0) - warningLimit;
      return count > 0
        ? [{ kind, file, line: null, message: `${count} more warnings of the kind ${kind}` }]
        : [];
    });
    return [...listed.sort((a, b) => (a.line ?? Infinity) - (b.line ?? Infinity)), ...further];
  }
}

function keyOf({ kind, file }: Pick<ImportWarning, 'kind' | 'file'>): string {
  return `${kind} ${file}`;
}

/**
 * Describes a contradiction, for a warning.
 * @param cell such as `Speed of Lathe`
 * @param location the location of the earlier value
 */
export function contradictionInWords(cell: string, location: string, source: string): string {
  return `${cell}: this value differs from the value at ${location}, from the same source ("${source}")`;
}

/** Prints a warning as a line: `x.csv:3: warning: …`. */
export function printWarning({ file, line, message }: ImportWarning): string {
  return `${file}${line === null ? '' : `:${line}`}: warning: ${message}`;
}
