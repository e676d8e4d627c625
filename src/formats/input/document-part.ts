/** The path of a part from the top of its document: keys of mappings and indexes of lists. */
export type PartPath = readonly (string | number)[];

/** A location in a text; line and column count from 1. */
export interface DocumentLocation {
  readonly line: number;
  readonly column: number;
}

/** A parsed document that can locate its parts. */
export interface LocatedDocument {
  readonly name: string;
  /**
   * The location of a part: its key in a mapping, or the item in a list. If the part is missing, the location of its
   * nearest existing ancestor.
   */
  locationOf(path: PartPath): DocumentLocation;
}

/** A value of a document with its path. Its location is computed on demand. */
export class DocumentPart<Document extends LocatedDocument = LocatedDocument> {
  readonly document: Document;
  readonly path: PartPath;
  readonly value: unknown;

  constructor(document: Document, path: PartPath, value: unknown) {
    this.document = document;
    this.path = path;
    this.value = value;
  }

  get location(): DocumentLocation {
    return this.document.locationOf(this.path);
  }

  /** The part at a path below this part. Its value is undefined if there is no such part. */
  at(...path: PartPath): DocumentPart {
    let value = this.value;
    for (const key of path) value = memberOf(value, key);
    return new DocumentPart(this.document, [...this.path, ...path], value);
  }

  /** The items of a list; empty if the value is not a list. */
  items(): readonly DocumentPart[] {
    return Array.isArray(this.value) ? this.value.map((_item, index) => this.at(index)) : [];
  }
}

/** Whether a value is a mapping. */
export function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function memberOf(value: unknown, key: string | number): unknown {
  if (typeof key === 'number') return Array.isArray(value) ? (value as unknown[])[key] : undefined;
  return isMapping(value) ? value[key] : undefined;
}

const maxLength = 120;

/** Prints a value as JSON for messages, cut to 120 characters; `nothing` for null and undefined. */
export function printJson(value: unknown): string {
  const json = value === undefined || value === null ? 'nothing' : (JSON.stringify(value) ?? typeof value);
  return json.length > maxLength ? `${json.slice(0, maxLength - 1)}…` : json;
}
