import {
  getArgumentValues,
  getNamedType,
  getNullableType,
  isAbstractType,
  isLeafType,
  isListType,
  isObjectType,
  Kind,
  OperationTypeNode,
  visit,
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { collectFields, collectSubfields } from 'graphql/execution/collectFields.js';
import type { RequestContext } from '../../request/context.js';
import type { ResponseBytes } from '../../bytes/byte-sink.js';
import { canonicalTypeName } from '../../naming/canonical-names.js';
import { isIntrospection, type Introspection } from './introspection.js';
import { leafWriter } from './leaf-writers.js';
import { PlanRequest } from './plan-request.js';
import { resolverOf } from '../graphql-js/promised-items.js';
import { PreparedCalls } from './prepared-calls.js';
import { immutableRecords, keyOfSelection, type SelectionCaching } from './selection-caching.js';
import { findResolverMethod } from '../calls/resolver-methods.js';
import { Selection, type PlannedField, type Writer } from './selection.js';
import { listWriter, nullWriter, objectWriter } from './writers.js';

type Variables = Readonly<Record<string, unknown>>;
type Fragments = Record<string, FragmentDefinitionNode>;

/** A compiled operation. */
export interface Plan {
  /**
   * Executes the operation.
   * @param variables coerced
   * @returns the result as UTF-8 JSON with a trailing line feed
   * @throws an error if a resolver fails, if the plan cannot write a value, or after the deadline
   */
  execute(context: RequestContext, variables: Variables): Promise<ResponseBytes>;
}

/** The maximum number of selections of a plan. Larger operations are not worth compiling. */
const maxSelections = 2_000;

/** The error for an operation with a feature that plans do not support. */
export class NotPlanned extends Error {}

/**
 * Compiles an operation of a valid document.
 * @param conditions the values of the variables in @skip and @include; the plan is valid only for these values
 * @throws {NotPlanned} if plans do not support a feature of the operation
 */
export function compilePlan(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  conditions: Variables,
  introspection: Introspection,
): Plan {
  return new Compiler(schema, document, operation, conditions, introspection).compile();
}

/** An item of `_entities`, and the index of its representation. */
interface IndexedEntity {
  readonly entity: unknown;
  readonly index: number;
}

class Compiler {
  readonly #schema: GraphQLSchema;
  readonly #operation: OperationDefinitionNode;
  readonly #fragments: Fragments;
  readonly #conditions: Variables;
  readonly #introspection: Introspection;
  readonly #calls = new PreparedCalls();
  #fields = 0;
  #selections = 0;

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    operation: OperationDefinitionNode,
    conditions: Variables,
    introspection: Introspection,
  ) {
    this.#schema = schema;
    this.#introspection = introspection;
    this.#operation = operation;
    this.#fragments = Object.fromEntries(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
      ),
    );
    this.#conditions = conditions;
  }

  compile(): Plan {
    const root = this.#schema.getQueryType();
    if (!root || this.#operation.operation !== OperationTypeNode.QUERY)
      throw new NotPlanned('Plans support only queries.');
    const fields = collectFields(
      this.#schema,
      this.#fragments,
      this.#conditions,
      root,
      this.#operation.selectionSet,
    );
    const selection = new Selection(this.#planFields(root, fields, true), null);
    return {
      execute: async (context, variables) =>
        selection.writeResult(new PlanRequest(context, variables, await this.#calls.prepare(variables))),
    };
  }

  #planFields(
    type: GraphQLObjectType,
    fields: ReadonlyMap<string, readonly FieldNode[]>,
    isCacheable: boolean,
  ): readonly PlannedField[] {
    return [...fields].map(([key, nodes], index) => {
      const node = nodes[0] as FieldNode;
      const start = `${index === 0 ? '' : ','}${JSON.stringify(key)}:`;
      const number = this.#fields++;
      if (node.name.value === '__typename') {
        const name = JSON.stringify(type.name);
        return {
          ...withoutResolver,
          key: start,
          name: '__typename',
          number,
          write: (_value, _request, sink) => sink.text(name),
        };
      }
      if (isIntrospection(node.name.value)) {
        const json = this.#introspect(key, nodes);
        return {
          ...withoutResolver,
          key: start,
          name: node.name.value,
          number,
          write: (_value, _request, sink) => sink.copy(json, 0, json.length),
        };
      }
      const field = type.getFields()[node.name.value];
      if (!field) throw new NotPlanned(`Plans do not support ${type.name}.${node.name.value}.`);
      const planned: PlannedField = {
        key: start,
        name: field.name,
        number,
        resolve: resolverOf(field),
        method: findResolverMethod(type, field),
        ...readerOf(field, node),
        makeInfo: (variables: Variables) => this.#infoOf(type, field, key, nodes, variables),
        write:
          field.name === '_entities'
            ? this.#entitiesWriter(field.type, nodes)
            : this.#writerOf(field.type, nodes, isCacheable),
      };
      this.#calls.add(planned);
      return planned;
    });
  }

  /** Executes an introspection field, and returns its JSON. The plan contains the JSON, because the schema does not change. */
  #introspect(key: string, nodes: readonly FieldNode[]): Buffer {
    let hasVariables = this.#variablesIn(nodes).length > 0;
    for (const node of nodes) {
      for (const part of [...(node.arguments ?? []), ...(node.directives ?? [])]) {
        visit(part, { Variable: () => void (hasVariables = true) });
      }
    }
    const json = hasVariables ? null : this.#introspection.execute(key, nodes, this.#fragments);
    if (!json) throw new NotPlanned('Plans support only introspection without variables and without errors.');
    return json;
  }

  #writerOf(type: GraphQLOutputType, nodes: readonly FieldNode[], isCacheable: boolean): Writer {
    return nullWriter(type, this.#nonNullWriter(getNullableType(type), nodes, isCacheable));
  }

  /** Creates the writer for values that are not null. */
  #nonNullWriter(type: GraphQLOutputType, nodes: readonly FieldNode[], isCacheable: boolean): Writer {
    if (isLeafType(type)) {
      const writeLeaf = leafWriter(type);
      return (value, _request, sink) => sink.text(writeLeaf(value));
    }
    if (isListType(type)) return this.#listWriter(type.ofType, nodes, isCacheable);
    if (isAbstractType(type)) return this.#abstractWriter(type, nodes, isCacheable);
    if (!isObjectType(type)) throw new NotPlanned('Plans support only output types.');
    return objectWriter(this.#selectionOf(type, nodes, isCacheable));
  }

  #listWriter(itemType: GraphQLOutputType, nodes: readonly FieldNode[], isCacheable: boolean): Writer {
    const type = getNullableType(itemType);
    if (!isObjectType(type))
      return listWriter(
        canonicalTypeName(getNamedType(type)),
        this.#writerOf(itemType, nodes, isCacheable),
        null,
      );
    const selection = this.#selectionOf(type, nodes, isCacheable);
    return listWriter(canonicalTypeName(type), nullWriter(itemType, objectWriter(selection)), selection);
  }

  /** Creates the writer of `_entities`. The writer records the dependencies of each representation separately if `isSeparate`. */
  #entitiesWriter(type: GraphQLOutputType, nodes: readonly FieldNode[]): Writer {
    const list = getNullableType(type);
    if (!isListType(list)) throw new NotPlanned('Plans support only lists of entities.');
    const name = canonicalTypeName(getNamedType(list));
    const union = getNullableType(list.ofType);
    if (!isAbstractType(union)) throw new NotPlanned('Plans support only entities of a union.');
    const writeItem = nullWriter(
      list.ofType,
      this.#abstractWriter(union, nodes, false, this.#typesOfFragments(nodes)),
    );
    const writeTogether = nullWriter(type, listWriter(name, writeItem, null));
    const writeSeparately = listWriter(
      name,
      (item, request, sink) => {
        const { entity, index } = item as IndexedEntity;
        request.context.entities.record(index, () => writeItem(entity, request, sink));
      },
      null,
    );
    return (value, request, sink) => {
      if (!request.context.entities.isSeparate || !Array.isArray(value)) writeTogether(value, request, sink);
      else
        writeSeparately(
          value.map((entity: unknown, index): IndexedEntity => ({ entity, index })),
          request,
          sink,
        );
    };
  }

  /** Returns the names of the types of the fragments on the items of a field. */
  #typesOfFragments(nodes: readonly FieldNode[]): readonly string[] {
    const selected = nodes.flatMap(({ selectionSet }) => selectionSet?.selections ?? []);
    return selected.flatMap((selection) => {
      if (selection.kind === Kind.INLINE_FRAGMENT) return selection.typeCondition?.name.value ?? [];
      if (selection.kind === Kind.FRAGMENT_SPREAD)
        return this.#fragments[selection.name.value]?.typeCondition.name.value ?? [];
      return [];
    });
  }

  /**
   * Creates the writer of objects of several types.
   * @param expected the names of the types whose fields are compiled now. The fields of another type are compiled when its first object is
   *   written. In that request, type-graphql calls the resolvers of these fields, asynchronously; later requests use direct calls
   */
  #abstractWriter(
    type: GraphQLAbstractType,
    nodes: readonly FieldNode[],
    isCacheable: boolean,
    expected: readonly string[] = [],
  ): Writer {
    const { resolveType } = type;
    if (!resolveType)
      throw new NotPlanned(`Plans require a resolveType function, but ${type.name} has none.`);
    const selectionsByType = new Map<string, Selection>();
    for (const name of expected) {
      const objectType = this.#schema.getType(name);
      if (isObjectType(objectType))
        selectionsByType.set(name, this.#selectionOf(objectType, nodes, isCacheable));
    }
    return (value, request, sink) => {
      const name: unknown = resolveType(value, request.context, noInfo, type);
      if (typeof name !== 'string')
        throw new NotPlanned(
          `Plans require type names from resolveType, but ${type.name} resolves types asynchronously.`,
        );
      let selection = selectionsByType.get(name);
      if (!selection) {
        const objectType = this.#schema.getType(name);
        if (!isObjectType(objectType)) throw new TypeError(`${name} is not an object type.`);
        selection = this.#selectionOf(objectType, nodes, isCacheable);
        selectionsByType.set(name, selection);
      }
      selection.write(value, request, sink);
    };
  }

  #selectionOf(type: GraphQLObjectType, nodes: readonly FieldNode[], isCacheable: boolean): Selection {
    if (type.isTypeOf) throw new NotPlanned(`Plans do not support isTypeOf, but ${type.name} has it.`);
    const number = this.#selections++;
    if (number >= maxSelections) throw new NotPlanned(`Plans support at most ${maxSelections} selections.`);
    const fields = collectSubfields(this.#schema, this.#fragments, this.#conditions, type, nodes);
    const records = isCacheable ? immutableRecords.get(canonicalTypeName(type)) : undefined;
    const isDependent = [...fields.values()].some(([node]) =>
      records?.dependentFields.has(node?.name.value ?? ''),
    );
    const caching: SelectionCaching | null =
      records && !isDependent ? { number, keyOf: keyOfSelection(this.#variablesIn(nodes)), records } : null;
    return new Selection(this.#planFields(type, fields, isCacheable), caching);
  }

  /** Returns the sorted names of the variables in the selections of fields and in the spread fragments. */
  #variablesIn(nodes: readonly FieldNode[]): readonly string[] {
    const names = new Set<string>();
    const visited = new Set<string>();
    const search = (node: ASTNode): void => {
      visit(node, {
        Variable: ({ name }) => void names.add(name.value),
        FragmentSpread: ({ name }) => {
          const fragment = this.#fragments[name.value];
          if (!fragment || visited.has(name.value)) return;
          visited.add(name.value);
          search(fragment);
        },
      });
    };
    for (const { selectionSet } of nodes) if (selectionSet) search(selectionSet);
    return [...names].sort();
  }

  #infoOf(
    parentType: GraphQLObjectType,
    field: GraphQLField<unknown, unknown>,
    key: string,
    fieldNodes: readonly FieldNode[],
    variableValues: Variables,
  ): GraphQLResolveInfo {
    return {
      fieldName: field.name,
      fieldNodes,
      returnType: field.type,
      parentType,
      path: { prev: undefined, key, typename: parentType.name },
      schema: this.#schema,
      fragments: this.#fragments,
      rootValue: undefined,
      operation: this.#operation,
      variableValues: variableValues,
    };
  }
}

const noArguments = Object.freeze({});
/** The `info` argument of functions that do not read it, such as `resolveType`. */
const noInfo = Object.freeze({}) as GraphQLResolveInfo;
const withoutArguments = { readArguments: () => noArguments, varies: false } as const;
/** The members of a field that is written without a resolver and without arguments. */
const withoutResolver = { resolve: null, method: null, ...withoutArguments, makeInfo: () => noInfo } as const;

/** Creates the reader of a field's arguments. Arguments without variables are read once for all requests. */
function readerOf(
  field: GraphQLField<unknown, unknown>,
  node: FieldNode,
): Pick<PlannedField, 'readArguments' | 'varies'> {
  if (field.args.length === 0) return withoutArguments;
  let hasVariables = false;
  for (const argument of node.arguments ?? []) {
    visit(argument, { Variable: () => void (hasVariables = true) });
  }
  if (hasVariables) {
    return { readArguments: (variables) => getArgumentValues(field, node, variables), varies: true };
  }
  const constant = getArgumentValues(field, node);
  return { readArguments: () => constant, varies: false };
}
