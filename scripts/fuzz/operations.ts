import {
  astFromValue,
  getNamedType,
  getNullableType,
  GraphQLBoolean,
  GraphQLNonNull,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isUnionType,
  Kind,
  OperationTypeNode,
  parseType,
  parseValue,
  print,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  type ArgumentNode,
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
  type NamedTypeNode,
  type NameNode,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
  type VariableDefinitionNode,
} from 'graphql';
import { ArgumentValues, isRequired, type Json, type ValueLocation } from './argument-values.js';
import { Choices } from './choices.js';
import type { Vocabulary } from './vocabulary.js';

export type Variables = Readonly<Record<string, Json>>;

/** A document, and the sets of variables with which it is executed, in order. */
export interface FuzzedOperation {
  readonly source: string;
  /** The name of the executed operation. Null selects the only operation of the document. */
  readonly operationName: string | null;
  readonly sequence: readonly Variables[];
}

/** Generates an operation of a schema. Equal numbers give equal operations. Most operations are valid. */
export function operationFrom(
  schema: GraphQLSchema,
  vocabulary: Vocabulary,
  numbers: readonly number[],
): FuzzedOperation {
  return new OperationGenerator(schema, vocabulary, new Choices(numbers)).generate();
}

interface Variable {
  readonly name: string;
  readonly type: GraphQLInputType;
  readonly location: ValueLocation;
  readonly definition: VariableDefinitionNode;
}

const maxFields = 40;
const maxDepth = 7;
const maxVariables = 6;
/** Unusual aliases, by field: names of members of `Object.prototype`. */
const unusualAliases: ReadonlyMap<string, string> = new Map([
  ['name', '__proto__'],
  ['slug', 'constructor'],
]);
/** Names of variables; some are also names of members of `Object.prototype`. */
const variableNames = ['a', 'b', 'n', 's', 'constructor', 'toString', '__proto__', 'c', 'd', 'e'];

class OperationGenerator {
  readonly #schema: GraphQLSchema;
  readonly #choices: Choices;
  readonly #values: ArgumentValues;
  readonly #variables: Variable[] = [];
  readonly #fragments: FragmentDefinitionNode[] = [];
  /** A number for each combination of field and arguments, so that the same alias always has the same arguments. */
  readonly #aliases = new Map<string, number>();
  #fields = 0;
  #fragmentCount = 0;

  constructor(schema: GraphQLSchema, vocabulary: Vocabulary, choices: Choices) {
    this.#schema = schema;
    this.#choices = choices;
    this.#values = new ArgumentValues(vocabulary, choices);
  }

  generate(): FuzzedOperation {
    const root = this.#schema.getQueryType();
    if (!root) throw new TypeError('Expected a schema with queries, got none.');
    const selectionSet = this.#selectionSet(root, 0, 0);
    const main: OperationDefinitionNode = {
      kind: Kind.OPERATION_DEFINITION,
      operation: OperationTypeNode.QUERY,
      name: nameOf('Main'),
      variableDefinitions: this.#variables.map(({ definition }) => definition),
      selectionSet,
    };
    const sequence = this.#sequence();
    const hasOther = this.#choices.once(10);
    const otherOperation = 'query Other($n: Int = 2) { approaches(first: $n) { nodes { slug } } }';
    const source = print({ kind: Kind.DOCUMENT, definitions: [main, ...this.#fragments] });
    return {
      source: hasOther ? `${source}\n\n${otherOperation}` : source,
      operationName: hasOther && this.#choices.once(2) ? 'Other' : 'Main',
      sequence,
    };
  }

  #selectionSet(type: GraphQLCompositeType, depth: number, lists: number): SelectionSetNode {
    const count = 1 + this.#choices.below(depth === 0 ? 2 : 4);
    const selections: SelectionNode[] = [];
    for (let index = 0; index < count; index += 1) {
      selections.push(this.#selection(type, depth, lists, selections));
    }
    return { kind: Kind.SELECTION_SET, selections };
  }

  #selection(
    type: GraphQLCompositeType,
    depth: number,
    lists: number,
    previous: readonly SelectionNode[],
  ): SelectionNode {
    if (depth < maxDepth && this.#fields < maxFields) {
      const [earlier] = previous;
      if (earlier?.kind === Kind.FIELD && !isUnionType(type) && this.#choices.once(6)) {
        return this.#repeatField(type.getFields()[earlier.name.value], earlier, depth, lists);
      }
      if (isUnionType(type) || this.#choices.once(isAbstractType(type) ? 2 : 7)) {
        return this.#choices.once(2)
          ? this.#inlineFragment(type, depth, lists)
          : this.#fragmentSpread(type, depth, lists);
      }
    }
    return this.#field(type, depth, lists);
  }

  /**
   * Repeats a field. A leaf is unchanged; an object gets other subfields, so that GraphQL merges both; a field with arguments can get other arguments.
   */
  #repeatField(
    field: GraphQLField<unknown, unknown> | undefined,
    earlier: FieldNode,
    depth: number,
    lists: number,
  ): SelectionNode {
    if (field && field.args.length > 0 && this.#choices.once(2)) return this.#fieldNode(field, depth, lists);
    const fieldType = field && getNamedType(field.type);
    const { directives: _, ...copy } = earlier;
    return field && isCompositeType(fieldType)
      ? { ...copy, selectionSet: this.#selectionSet(fieldType, depth + 1, lists + listsIn(field)) }
      : copy;
  }

  #field(type: GraphQLCompositeType, depth: number, lists: number): FieldNode {
    this.#fields += 1;
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    if (type === this.#schema.getQueryType() && this.#choices.once(40)) {
      const service = fields.filter(({ name }) => name === '_service');
      return this.#fieldNode(
        this.#choices.of([SchemaMetaFieldDef, TypeMetaFieldDef, ...service]),
        depth,
        lists + 1,
      );
    }
    const isLast = depth >= maxDepth || this.#fields >= maxFields;
    const candidates = fields.filter(
      (field) => field.name !== '_service' && (!isLast || isLeafType(getNamedType(field.type))),
    );
    const field =
      candidates.length > 0 && !this.#choices.once(25) ? this.#choices.of(weighted(candidates)) : null;
    return field
      ? this.#fieldNode(field, depth, lists)
      : { kind: Kind.FIELD, name: nameOf('__typename'), directives: this.#directives() };
  }

  #fieldNode(field: GraphQLField<unknown, unknown>, depth: number, lists: number): FieldNode {
    const fieldType = getNamedType(field.type);
    const fieldArguments = this.#chosenArguments(field).flatMap((argument) =>
      this.#argument(argument, field, lists),
    );
    return {
      kind: Kind.FIELD,
      name: nameOf(field.name),
      ...this.#alias(field.name, fieldArguments),
      arguments: fieldArguments,
      directives: this.#directives(),
      ...(isCompositeType(fieldType)
        ? { selectionSet: this.#selectionSet(fieldType, depth + 1, lists + listsIn(field)) }
        : {}),
    };
  }

  /** Selects the arguments that may be generated. Comparisons and rankings take approaches or a filter; both together are an error, and are rarely generated. */
  #chosenArguments({ name, args }: GraphQLField<unknown, unknown>): readonly GraphQLArgument[] {
    if ((name !== 'compare' && name !== 'rank') || this.#choices.once(15)) return args;
    const isFiltered = this.#choices.once(4);
    return args.filter(({ name: each }) =>
      isFiltered ? each !== 'approaches' : each !== 'filter' && each !== 'sortAxis',
    );
  }

  #alias(name: string, fieldArguments: readonly ArgumentNode[]): { readonly alias?: NameNode } {
    if (fieldArguments.length === 0) {
      return this.#choices.once(12) ? { alias: nameOf(unusualAliases.get(name) ?? `${name}Again`) } : {};
    }
    const key = [name, ...fieldArguments.map(print)].join();
    const number = this.#aliases.get(key) ?? this.#aliases.size;
    this.#aliases.set(key, number);
    return { alias: nameOf(`${name}${number}`) };
  }

  #argument(
    argument: GraphQLArgument,
    { name: field }: GraphQLField<unknown, unknown>,
    depth: number,
  ): readonly ArgumentNode[] {
    const { name, type, defaultValue } = argument;
    const outOf = name === 'first' || name === 'at' ? 2 : name === 'after' ? 20 : 3;
    const isCompared = ['compare', 'rank'].includes(field) && ['approaches', 'filter'].includes(name);
    if (!isRequired(argument) && !isCompared && !this.#choices.once(outOf)) return [];
    const value = this.#valueNode(type, { name, field, depth }, defaultValue !== undefined);
    return [{ kind: Kind.ARGUMENT, name: nameOf(name), value }];
  }

  /** Generates a literal or a variable. Items of lists and members of objects can also be variables. */
  #valueNode(type: GraphQLInputType, location: ValueLocation, hasDefault: boolean): ValueNode {
    if (this.#choices.once(2)) {
      const variable = this.#variable(type, location, hasDefault);
      if (variable) return { kind: Kind.VARIABLE, name: nameOf(variable.name) };
    }
    if (!isNonNullType(type) && this.#choices.once(8)) return { kind: Kind.NULL };
    const present = getNullableType(type);
    const isFitting = isInputObjectType(present) && present.name === 'AxisCondition';
    if (isInputObjectType(present) && this.#choices.once(isFitting ? 6 : 2)) {
      const fields = Object.values(present.getFields()).flatMap((field) =>
        isRequired(field) || this.#choices.once(3)
          ? [
              {
                kind: Kind.OBJECT_FIELD as const,
                name: nameOf(field.name),
                value: this.#valueNode(
                  field.type,
                  { ...location, name: field.name },
                  field.defaultValue !== undefined,
                ),
              },
            ]
          : [],
      );
      return { kind: Kind.OBJECT, fields };
    }
    if (isListType(present) && this.#choices.once(4)) {
      // A single value is coerced to a list.
      const item = this.#valueNode(present.ofType, location, false);
      return this.#choices.once(2) && item.kind !== Kind.VARIABLE && item.kind !== Kind.NULL
        ? item
        : { kind: Kind.LIST, values: [item] };
    }
    return literal(this.#values.valid(type, location), type);
  }

  #variable(type: GraphQLInputType, location: ValueLocation, hasDefault: boolean): Variable | null {
    const existing = this.#variables.filter((variable) => String(variable.type) === String(type));
    if (existing.length > 0 && this.#choices.once(3)) return this.#choices.of(existing);
    const name = variableNames.filter((free) => this.#variables.every((variable) => variable.name !== free))[
      this.#choices.below(3)
    ];
    if (name === undefined || this.#variables.length >= maxVariables) return null;
    const present = getNullableType(type);
    const value = this.#choices.once(4) ? literal(this.#values.valid(present, location), present) : null;
    // A nullable variable is allowed for a non-null argument that has a default.
    const mayBeNull = !isNonNullType(type) || ((hasDefault || value !== null) && !this.#choices.once(3));
    const declared = mayBeNull ? present : type;
    const stricter = !isNonNullType(type) && this.#choices.once(5) ? new GraphQLNonNull(present) : declared;
    const variable: Variable = {
      name,
      type: stricter,
      location,
      definition: {
        kind: Kind.VARIABLE_DEFINITION,
        variable: { kind: Kind.VARIABLE, name: nameOf(name) },
        type: parseType(String(stricter)),
        ...(value ? { defaultValue: value as never } : {}),
      },
    };
    this.#variables.push(variable);
    return variable;
  }

  #directives(): readonly DirectiveNode[] {
    if (!this.#choices.once(10)) return [];
    return this.#choices.some(['include', 'skip'], 1, 2).map((name) => {
      const flag = new GraphQLNonNull(GraphQLBoolean);
      const location = { name: 'if', field: name, depth: 0 };
      const variable = this.#choices.once(4) ? null : this.#flag(flag, location);
      const value: ValueNode = variable
        ? { kind: Kind.VARIABLE, name: nameOf(variable.name) }
        : { kind: Kind.BOOLEAN, value: name === 'include' };
      return {
        kind: Kind.DIRECTIVE,
        name: nameOf(name),
        arguments: [{ kind: Kind.ARGUMENT, name: nameOf('if'), value }],
      };
    });
  }

  #flag(type: GraphQLInputType, location: ValueLocation): Variable | null {
    const flags = this.#variables.filter((variable) => getNamedType(variable.type) === GraphQLBoolean);
    const [flag] = flags;
    return flag && this.#choices.once(2) ? flag : this.#variable(type, location, false);
  }

  #inlineFragment(type: GraphQLCompositeType, depth: number, lists: number): SelectionNode {
    const condition = this.#choices.of([...this.#overlapping(type), null]);
    return {
      kind: Kind.INLINE_FRAGMENT,
      ...(condition ? { typeCondition: namedType(condition.name) } : {}),
      directives: this.#directives(),
      selectionSet: this.#selectionSet(condition ?? type, depth + 1, lists),
    };
  }

  #fragmentSpread(type: GraphQLCompositeType, depth: number, lists: number): SelectionNode {
    const overlapping = this.#overlapping(type);
    const known = this.#fragments.filter(({ typeCondition }) =>
      overlapping.some(({ name }) => name === typeCondition.name.value),
    );
    const fragment =
      known.length > 0 && this.#choices.once(2)
        ? this.#choices.of(known)
        : this.#fragment(this.#choices.of(overlapping), depth, lists);
    return { kind: Kind.FRAGMENT_SPREAD, name: fragment.name, directives: this.#directives() };
  }

  /** Generates a fragment. It is spread only when it is complete, so that fragments are not recursive. */
  #fragment(type: GraphQLCompositeType, depth: number, lists: number): FragmentDefinitionNode {
    this.#fragmentCount += 1;
    const name = nameOf(`F${this.#fragmentCount}`);
    const fragment: FragmentDefinitionNode = {
      kind: Kind.FRAGMENT_DEFINITION,
      name,
      typeCondition: namedType(type.name),
      selectionSet: this.#selectionSet(type, depth + 1, lists),
    };
    this.#fragments.push(fragment);
    return fragment;
  }

  /** Lists types that have objects in common with a type: the type, its possible types, its interfaces, and interfaces that implement it. */
  #overlapping(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    const possible = isAbstractType(type) ? this.#schema.getPossibleTypes(type) : [];
    const implemented = isUnionType(type) ? [] : type.getInterfaces();
    const implementing = isInterfaceType(type) ? this.#schema.getImplementations(type).interfaces : [];
    return [type, ...possible, ...implemented, ...implementing];
  }

  #sequence(): readonly Variables[] {
    const first = Object.fromEntries(
      this.#variables.map(({ name, type, location }) => [name, this.#values.valid(type, location)]),
    );
    if (this.#variables.length === 0) return [first, first];
    const optional = this.#variables.filter(({ type }) => !isNonNullType(type));
    if (optional.length > 0 && !this.#choices.once(2))
      return presences(first, this.#choices.of(optional).name);
    const sequence: Variables[] = [this.#choices.once(3) ? this.#changed(first) : first];
    const count = 1 + this.#choices.below(3);
    for (let index = 0; index < count; index += 1) {
      sequence.push(this.#changed(sequence[index] as Variables));
    }
    return [...sequence, sequence[0] as Variables];
  }

  /** Copies variables, and makes one or two of them different, absent, null or of a wrong type. */
  #changed(before: Variables): Variables {
    const after: Record<string, Json> = { ...before };
    for (const { name, type, location, definition } of this.#choices.some(this.#variables, 1, 2)) {
      // Required variables are rarely absent, because the whole operation would be rejected.
      const needsValue = isNonNullType(type) && !definition.defaultValue;
      const changes = needsValue
        ? changesOfRequired
        : Object.hasOwn(before, name)
          ? changesOfPresent
          : changesOfAbsent;
      const change = this.#choices.of(changes);
      if (change === 'valid') set(after, name, this.#values.valid(type, location));
      else if (change === 'mistyped') set(after, name, this.#values.mistyped(type, location));
      else if (change === 'null') set(after, name, null);
      else delete after[name];
    }
    return after;
  }
}

const changesOfPresent = ['absent', 'valid', 'absent', 'null', 'absent', 'mistyped'] as const;
const changesOfAbsent = ['null', 'valid', 'null', 'null', 'mistyped'] as const;
const changesOfRequired = [
  ...Array.from({ length: 12 }, () => 'valid' as const),
  'absent',
  'null',
  'mistyped',
] as const;

/** Creates five sets of variables. In this order, one variable is absent, null, present, null and absent. */
function presences(first: Variables, name: string): readonly Variables[] {
  const absent = Object.fromEntries(Object.entries(first).filter(([member]) => member !== name));
  const withNull: Record<string, Json> = { ...first };
  set(withNull, name, null);
  return [absent, withNull, first, withNull, absent];
}

/** Sets a member with any name, including `__proto__`, as JSON.parse does. */
function set(members: Record<string, Json>, name: string, value: Json): void {
  Object.defineProperty(members, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Names of fields that are selected more often, because these fields need much work or have many subfields. */
const frequentFields: readonly string[] = [
  ...['compare', 'compare', 'compare', 'approach', 'approach', 'rank', '_entities'],
  ...['rows', 'rows', 'rows', 'cells', 'cells', 'values', 'mostDiscriminating', 'places', 'contributions'],
  ...['nodes', 'node', 'axis', 'id', 'questions', 'approaches'],
];

function weighted(
  fields: readonly GraphQLField<unknown, unknown>[],
): readonly GraphQLField<unknown, unknown>[] {
  return [...frequentFields.flatMap((name) => fields.filter((field) => field.name === name)), ...fields];
}

function listsIn({ name, type }: GraphQLField<unknown, unknown>): number {
  return isListType(getNullableType(type)) || name === 'edges' ? 1 : 0;
}

/** Converts a JSON value to a GraphQL literal. */
function literal(value: Json, type: GraphQLInputType): ValueNode {
  return astFromJson(value, type) ?? { kind: Kind.NULL };
}

function astFromJson(value: Json, type: GraphQLInputType): ValueNode | null {
  const present = getNullableType(type);
  if (value === null) return { kind: Kind.NULL };
  if (isListType(present)) {
    const items = (Array.isArray(value) ? value : [value]) as readonly Json[];
    return { kind: Kind.LIST, values: items.flatMap((item) => astFromJson(item, present.ofType) ?? []) };
  }
  if (isEnumType(present)) return { kind: Kind.ENUM, value: value as string };
  if (isInputObjectType(present) && typeof value === 'object') {
    const fields = Object.entries(value).flatMap(([name, member]) => {
      const field = present.getFields()[name];
      const node = field && astFromJson(member, field.type);
      return node ? [{ kind: Kind.OBJECT_FIELD as const, name: nameOf(name), value: node }] : [];
    });
    return { kind: Kind.OBJECT, fields };
  }
  if (present.name === '_Any') return parseValue(unquoted(value));
  if (present.name === 'Decimal' || present.name === 'Version')
    return { kind: Kind.STRING, value: value as string };
  return astFromValue(value, present) ?? null;
}

/** Prints a value in GraphQL syntax: as JSON with unquoted member names. */
function unquoted(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item) => unquoted(item as Json)).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return `{${Object.entries(value)
    .map(([name, member]) => `${name}:${unquoted(member)}`)
    .join()}}`;
}

function nameOf(value: string): NameNode {
  return { kind: Kind.NAME, value };
}

function namedType(name: string): NamedTypeNode {
  return { kind: Kind.NAMED_TYPE, name: nameOf(name) };
}
