import { TertiumError } from '../../graph/errors.js';

/** The naming of the types and root fields of the served schema. */
export interface SchemaNaming {
  /** The prefix of types, such as `Tertium`: `Feature` is served as `TertiumFeature`, and the root field `compare` as `tertiumCompare`. */
  readonly prefix: string;
  /** Types and root fields that are served without the prefix. */
  readonly keep: readonly string[];
}

/** The prefixes of a naming, and the names without a prefix, for programs that write operations. */
export interface SchemaPrefixes {
  readonly types: string;
  readonly rootFields: string;
  readonly keep: readonly string[];
}

/** Returns the prefixes of types and root fields, and the names without a prefix. */
export function prefixesOf({ prefix, keep }: SchemaNaming): SchemaPrefixes {
  return { types: prefix, rootFields: fieldPrefixOf(prefix), keep };
}

/** Types without a prefix: `PageInfo` is shareable, so that all subgraphs may have it. */
const sharedTypes: ReadonlySet<string> = new Set(['PageInfo']);
const builtInScalars: ReadonlySet<string> = new Set(['ID', 'Int', 'Float', 'String', 'Boolean']);

/** The names under which the types and root fields of the schema are served. */
export class SchemaNames {
  readonly #prefix: string;
  readonly #fieldPrefix: string;
  readonly #keep: ReadonlySet<string>;
  /** The served names of types, by canonical name. */
  readonly #servedTypes: ReadonlyMap<string, string>;
  /** The canonical names of types, by served name. */
  readonly #canonicalTypes: ReadonlyMap<string, string>;

  /**
   * @param naming null if all names are served unchanged
   * @param types the names of the types of the schema
   * @param rootTypes the names of the root types, which are served without a prefix
   * @param rootFields the names of the fields of the root types
   * @throws {TertiumError} BAD_USER_INPUT if a name in `keep` does not exist, or if two types or two root fields get the same name
   */
  constructor(
    naming: SchemaNaming | null,
    types: readonly string[],
    rootTypes: ReadonlySet<string>,
    rootFields: readonly string[],
  ) {
    this.#prefix = naming?.prefix ?? '';
    this.#fieldPrefix = fieldPrefixOf(this.#prefix);
    this.#keep = new Set(naming?.keep);
    const unknown = [...this.#keep].find((name) => !types.includes(name) && !rootFields.includes(name));
    if (unknown !== undefined)
      throw badNaming(`expected names of types and root fields of the schema, got "${unknown}"`);
    this.#servedTypes = new Map(
      types.map((name) => [
        name,
        rootTypes.has(name) || hasOwnName(name) || this.#keep.has(name) ? name : this.#prefix + name,
      ]),
    );
    this.#canonicalTypes = new Map(types.map((name) => [this.type(name), name]));
    checkDistinct(types, (name) => this.type(name));
    checkDistinct(rootFields, (name) => this.rootField(name));
  }

  /** Whether all names are served unchanged. */
  get areCanonical(): boolean {
    return this.#prefix === '';
  }

  /** Returns the served name of a type. Types that are not in the schema, such as the types of federation, are served under their own names. */
  type(name: string): string {
    return this.#servedTypes.get(name) ?? name;
  }

  /** Returns the served name of a root field. */
  rootField(name: string): string {
    if (this.#prefix === '' || name.startsWith('_') || this.#keep.has(name)) return name;
    return this.#fieldPrefix + name.charAt(0).toUpperCase() + name.slice(1);
  }

  /** Converts a function that returns canonical type names to a function that returns served type names. */
  resolverOf<Record>(nameOf: (record: Record) => string): (record: Record) => string {
    return this.areCanonical ? nameOf : (record) => this.type(nameOf(record));
  }

  /** Returns the canonical name of the type that is served under a name; undefined if no type is served under it. */
  canonicalType(served: string): string | undefined {
    return this.#canonicalTypes.get(served);
  }
}

/** Returns whether a type never has a prefix. */
function hasOwnName(type: string): boolean {
  return sharedTypes.has(type) || builtInScalars.has(type);
}

/** Returns the prefix of root fields: starts in lower case, e.g. `tertium` for `Tertium`, and `tcoGraph` for `TCOGraph`. */
function fieldPrefixOf(prefix: string): string {
  return prefix.replace(/^(?:[A-Z]+(?=[A-Z][a-z])|[A-Z]+)/u, (capitals) => capitals.toLowerCase());
}

function checkDistinct(names: readonly string[], servedAs: (name: string) => string): void {
  const byServed = new Map<string, string>();
  for (const name of names) {
    const other = byServed.get(servedAs(name));
    if (other !== undefined)
      throw badNaming(
        `expected a different name for each type and root field, got "${servedAs(name)}" for ${other} and ${name}`,
      );
    byServed.set(servedAs(name), name);
  }
}

function badNaming(problem: string): TertiumError {
  return new TertiumError('BAD_USER_INPUT', `SCHEMA_KEEP: ${problem}.`);
}
