import { CachedCell } from '../../../comparison/cache/cached-cell.js';
import { cacheKey, type CacheKey, type KeyPart } from '../../../graph/cache-keys.js';
import { conceptTypeNames } from '../../concept/node.type.js';

type Variables = Readonly<Record<string, unknown>>;

/** Identifies the cached bytes of a selection's records. */
export interface SelectionCaching {
  /** The number of the selection, unique in its plan. */
  readonly number: number;
  /** The cache key for the given variables. */
  readonly keyOf: (variables: Variables) => CacheKey;
  readonly records: ImmutableRecords;
}

/** The properties of a type whose records can be immutable. */
export interface ImmutableRecords {
  /** Whether a record does not change while its revision is published. */
  readonly areImmutable: (record: object) => boolean;
  /** Whether the immutable records are identified by table and index, so that several objects may represent the same record. */
  readonly areIndexed: boolean;
  /** Fields that depend on data outside the record. The bytes of selections with such a field are not cached. */
  readonly dependentFields: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();

/** Object types with immutable records, by type name. In-memory views return such records repeatedly, so their bytes are cached. */
export const immutableRecords: ReadonlyMap<string, ImmutableRecords> = new Map<string, ImmutableRecords>([
  ...Object.values(conceptTypeNames).map((name): [string, ImmutableRecords] => [
    name,
    { areImmutable: () => true, areIndexed: false, dependentFields: none },
  ]),
  [
    'Cell',
    {
      areImmutable: (record) => record instanceof CachedCell,
      areIndexed: true,
      // The unit of a text can depend on the other cells of the row.
      dependentFields: new Set(['text', 'parts']),
    },
  ],
]);

/** Counts the cacheable selections of all plans. The count identifies the newest one in cache keys. */
let selectionCount = 0;

/**
 * Numbers a new selection, and returns the function that creates its cache keys.
 * @param names the names of the variables that the selection uses. Their coerced values are part of the key. An absent variable differs from null:
 *   the argument's default replaces an absent variable; null may be invalid.
 */
export function keyOfSelection(names: readonly string[]): (variables: Variables) => CacheKey {
  selectionCount += 1;
  const selection = selectionCount;
  if (names.length === 0) {
    const key = cacheKey(selection);
    return () => key;
  }
  return (variables) => cacheKey(selection, ...names.map((name) => valueOf(variables, name)));
}

/** Returns the value of a variable; undefined if the variable is absent and has no default. */
function valueOf(variables: Variables, name: string): KeyPart {
  return Object.hasOwn(variables, name) ? (variables[name] as KeyPart) : undefined;
}
