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
/** Of all answers together. The whole schema, with its descriptions, takes some 400 KiB. */
const mostBytes = 8 * 1024 * kibibyte;
const entryBytes = 256;

/** Whether a field at the root describes the schema, or a type of it. */
export function isIntrospection(field: string): boolean {
  return field === SchemaMetaFieldDef.name || field === TypeMetaFieldDef.name;
}

/** What the schema says of itself, as JSON: the same for the same selection, and executed once for it. */
export class Introspection {
  readonly #schema: GraphQLSchema;
  readonly #answers = new LRUCache<CacheKey, Buffer>({
    maxSize: mostBytes,
    sizeCalculation: (answer, key) => answer.length + 2 * key.length + entryBytes,
  });

  constructor(schema: GraphQLSchema) {
    this.#schema = schema;
  }

  /**
   * The value of a field.
   * @param nodes of the field, with one response key; no variable in them, nor in the fragments that they spread
   * @returns null where it has errors
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
    const asked = textKey(print(document));
    const known = this.#answers.get(asked);
    if (known) return known;
    const { data, errors } = execute({ schema: this.#schema, document }) as {
      data?: Readonly<Record<string, unknown>> | null;
      errors?: readonly unknown[];
    };
    if (errors || !data) return null;
    const answer = Buffer.from(JSON.stringify(data[key]));
    this.#answers.set(asked, answer);
    return answer;
  }
}
