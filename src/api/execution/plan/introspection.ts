import { LRUCache } from 'lru-cache';
import {
  execute,
  Kind,
  OperationTypeNode,
  print,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
} from 'graphql';
import { textKey, type CacheKey } from '../../../graph/cache-keys.js';

const kibibyte = 1024;
/** The maximum size of the cache in bytes. The complete schema with descriptions takes about 400 KiB. */
const maxBytes = 8 * 1024 * kibibyte;
/** The estimated overhead of a cache entry in bytes. */
const entryBytes = 256;

/** Returns whether a root field is `__schema` or `__type`. */
export function isIntrospection(field: string): boolean {
  return field === SchemaMetaFieldDef.name || field === TypeMetaFieldDef.name;
}

/** Executes introspection fields, and caches the JSON by selection. */
export class Introspection {
  readonly #schema: GraphQLSchema;
  readonly #results = new LRUCache<CacheKey, Buffer>({
    maxSize: maxBytes,
    sizeCalculation: (json, key) => json.length + 2 * key.length + entryBytes,
  });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /**
   * Executes an introspection field, and returns its value as JSON.
   * @param key the response key of the field
   * @param nodes the nodes of the field. The nodes and the spread fragments must not contain variables
   * @returns null if the result has errors
   */
  execute(
    key: string,
    nodes: readonly FieldNode[],
    fragments: Readonly<Record<string, FragmentDefinitionNode>>,
  ): Buffer | null {
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [
        {
          kind: Kind.OPERATION_DEFINITION,
          operation: OperationTypeNode.QUERY,
          selectionSet: { kind: Kind.SELECTION_SET, selections: nodes },
        },
        ...Object.values(fragments),
      ],
    };
    const cacheKey = textKey(print(document));
    const cached = this.#results.get(cacheKey);
    if (cached) return cached;
    const { data, errors } = execute({ schema: this.#schema, document }) as {
      data?: Readonly<Record<string, unknown>> | null;
      errors?: readonly unknown[];
    };
    if (errors || !data) return null;
    const json = Buffer.from(JSON.stringify(data[key]));
    this.#results.set(cacheKey, json);
    return json;
  }
}
