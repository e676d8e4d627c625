/** Where a part stands in its document: keys of mappings and indexes of lists, from the top. */
export type PartPath = readonly (string | number)[];

/** A place in a text; both count from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** A document that has been parsed, and knows where its parts stand. */
export interface PlacedDocument {
  readonly name: string;
  /** The place of a part: of its key in a mapping, of the item in a list; of what is around it where it is not there. */
  placeOf(path: PartPath): Place;
}

/** A value of a document together with where it stands, which is found out when it is asked for. */
export class DocumentPart<Document extends PlacedDocument = PlacedDocument> {
  readonly document: Document;
  readonly path: PartPath;
  readonly value: unknown;

  constructor(document: Document, path: PartPath, value: unknown) {
    this.document = document;
    this.path = path;
    this.value = value;
  }

  get place(): Place {
    return this.document.placeOf(this.path);
  }

  /** The part below this one that a path leads to; its value is undefined where it is not there. */
  at(...path: PartPath): DocumentPart {
    let value = this.value;
    for (const key of path) value = memberOf(value, key);
    return new DocumentPart(this.document, [...this.path, ...path], value);
  }

  /** The items of a list; none where it is no list. */
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

const longest = 120;

/** A value as it came, for messages. */
export function inWords(value: unknown): string {
  const shown = value === undefined || value === null ? 'nothing' : (JSON.stringify(value) ?? typeof value);
  return shown.length > longest ? `${shown.slice(0, longest - 1)}…` : shown;
}
