import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import type { ConceptKind } from '../../src/graph/concept.js';
import { Choices, numbersFrom } from '../../scripts/fuzz/choices.js';
import type { GraphNames } from './graph-names.js';

/** An operation with its variables. */
export interface RandomOperation {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

const numbersPerOperation = 2_000;
const maxDepth = 9;
const maxListsWithin = 3;
/** On average, one in this many slugs of the argument `slug` does not exist in the graph. */
const unknownOnceIn = 25;

/** Generates an operation. Its arguments are valid, and most references exist in the graph. Deterministic for the same schema, names and seed. */
export function randomOperation(schema: GraphQLSchema, names: GraphNames, seed: number): RandomOperation {
  return new OperationGenerator(
    schema,
    names,
    new Choices(numbersFrom(seed, numbersPerOperation)),
  ).generate();
}

/** The root fields. Repeated fields are chosen more often. */
const roots: readonly string[] = [
  ...[
    'compare',
    'compare',
    'compare',
    'compare',
    'approach',
    'approach',
    'approach',
    'approaches',
    'approaches',
  ],
  ...['features', 'feature', 'benefits', 'drawbacks', 'useCases', 'dimensions', 'dimension', 'citedSources'],
  ...['citedSource', 'questions', 'question', 'rank', 'rank', 'search', 'claim', 'node', 'nodes', 'nodes'],
  ...['_entities', '_entities', 'revision', '__schema', '__type'],
];

const pageSizes = [1, 2, 3, 5, 10, 20, 20, 50, 50, 100, 200, 500];
const counts = [2, 2, 2, 3, 3, 4, 5, 8, 10, 20, 50];
const kindsOfFields: Readonly<Record<string, ConceptKind>> = {
  approach: 'APPROACH',
  feature: 'FEATURE',
  benefit: 'BENEFIT',
  drawback: 'DRAWBACK',
  useCase: 'USE_CASE',
  dimension: 'DIMENSION',
  question: 'QUESTION',
  citedSource: 'CITED_SOURCE',
};

class OperationGenerator {
  readonly #schema: GraphQLSchema;
  readonly #names: GraphNames;
  readonly #choices: Choices;
  readonly #variables: Record<string, unknown> = {};
  readonly #definitions: string[] = [];

  constructor(schema: GraphQLSchema, names: GraphNames, choices: Choices) {
    this.#schema = schema;
    this.#names = names;
    this.#choices = choices;
  }

  generate(): RandomOperation {
    const query = this.#schema.getQueryType();
    if (!query) throw new TypeError('Expected a type Query.');
    const count = this.#choices.once(4) ? 2 + this.#choices.below(3) : 1;
    const fields = Array.from({ length: count }, (_, index) => this.#root(index)).filter(Boolean);
    const definitions = this.#definitions.length > 0 ? ` (${this.#definitions.join(', ')})` : '';
    return {
      query: `query${definitions} { ${fields.length > 0 ? fields.join(' ') : '__typename'} }`,
      variables: this.#variables,
    };
  }

  #root(index: number): string {
    const name = this.#choices.of(roots);
    const key = `f${index}: `;
    if (name === '__schema') {
      return index > 0 ? '' : `${key}__schema ${this.#selections(this.#type('__Schema'), 2, 0)}`;
    }
    if (name === '__type')
      return `${key}__type(name: "Approach") ${this.#selections(this.#type('__Type'), 2, 0)}`;
    const field = this.#schema.getQueryType()?.getFields()[name];
    if (!field) throw new TypeError(`Expected a field ${name}.`);
    return `${key}${this.#field(field, 'Query', 1, 0)}`;
  }

  #type(name: string): GraphQLCompositeType {
    return this.#schema.getType(name) as GraphQLCompositeType;
  }

  #field(field: GraphQLField<unknown, unknown>, parent: string, depth: number, lists: number): string {
    const args = this.#arguments(field, parent);
    const type = getNamedType(field.type);
    const fieldText = `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}`;
    if (isLeafType(type)) return fieldText;
    return `${fieldText} ${this.#selections(type as GraphQLCompositeType, depth + 1, lists + (isMany(field) ? 1 : 0))}`;
  }

  #selections(type: GraphQLCompositeType, depth: number, lists: number): string {
    if (isUnionType(type)) {
      const chosen = this.#choices.some(type.getTypes(), 1, type.getTypes().length);
      return `{ __typename ${chosen.map((each) => `... on ${each.name} { ${leavesOf(each)} }`).join(' ')} }`;
    }
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)));
    const objects = fields.filter(
      (field) =>
        !isLeafType(getNamedType(field.type)) &&
        depth < maxDepth &&
        (!isMany(field) || lists < maxListsWithin || isWithinConnection(type)),
    );
    const isConnection = isWithinConnection(type);
    const chosenLeaves = this.#choices.some(leaves, objects.length > 0 ? 0 : 1, isConnection ? 1 : 4);
    // Deeper levels select fewer fields, so that operations stay small.
    const max = isConnection ? 1 : depth < 4 ? 2 : this.#choices.once(3) ? 1 : 0;
    const min = isConnection ? 1 : depth < 3 ? 1 : 0;
    const chosen = [
      ...chosenLeaves.map((field) => field.name),
      ...this.#choices
        .some(objects, min, Math.max(min, max))
        .map((field) => this.#field(field, type.name, depth, lists)),
    ];
    if (isInterfaceType(type) && depth < maxDepth && this.#choices.once(3)) {
      const possible = this.#schema.getPossibleTypes(type).filter(isObjectType);
      const objectType = this.#choices.of(possible);
      return `{ __typename ${chosen.join(' ')} ... on ${objectType.name} ${this.#selections(objectType, depth + 1, lists)} }`;
    }
    return `{ ${chosen.length > 0 ? chosen.join(' ') : '__typename'} }`;
  }

  #arguments(field: GraphQLField<unknown, unknown>, parent: string): readonly string[] {
    const args: string[] = [];
    for (const { name, type, defaultValue } of field.args) {
      const isRequired = isNonNullType(type) && defaultValue === undefined;
      const value = this.#argument(name, field.name, parent, isRequired);
      if (value !== null) args.push(`${name}: ${value}`);
    }
    return args;
  }

  #argument(name: string, field: string, parent: string, isRequired: boolean): string | null {
    switch (name) {
      case 'first':
        return this.#choices.once(3) ? null : String(this.#choices.of(pageSizes));
      case 'slug':
        return JSON.stringify(this.#slug(kindsOfFields[field] ?? 'APPROACH'));
      case 'id':
        return JSON.stringify(this.#id());
      case 'ids':
        return this.#variable(
          '[ID!]!',
          this.#many(pageSizes.slice(0, -1), () => this.#id()),
        );
      case 'representations':
        return this.#variable('[_Any!]!', this.#representations());
      case 'approaches':
        if (parent === 'Query') return JSON.stringify(this.#approaches());
        return isRequired || this.#choices.once(6) ? JSON.stringify(this.#approaches()) : null;
      case 'criteria':
        return this.#criteria();
      case 'along':
        return this.#along();
      case 'text':
        return JSON.stringify(this.#text());
      case 'filter':
        // Comparisons and rankings select approaches with `approaches`.
        return field === 'compare' || field === 'rank' ? null : this.#filter();
      case 'orderBy':
        return field === 'rows' ? this.#of(4, ['NAME', 'MOST_DIFFERENT', 'MOST_ALIKE']) : null;
      case 'verdicts':
        return this.#of(8, ['[SAME]', '[DIFFERENT, OPPOSITE]']);
      case 'supports':
        return this.#of(6, ['[YES, PARTIAL, NO]', '[NO]']);
      default:
        return null;
    }
  }

  #of(outOf: number, values: readonly string[]): string | null {
    return this.#choices.once(outOf) ? this.#choices.of(values) : null;
  }

  #variable(type: string, value: unknown): string {
    const name = `v${this.#definitions.length}`;
    this.#definitions.push(`$${name}: ${type}`);
    this.#variables[name] = value;
    return `$${name}`;
  }

  #many<Item>(sizes: readonly number[], item: () => Item): readonly Item[] {
    return Array.from({ length: this.#choices.of(sizes) }, item);
  }

  #slug(kind: ConceptKind): string {
    const slugs = this.#names.slugs[kind];
    return slugs.length === 0 || this.#choices.once(unknownOnceIn)
      ? 'no-such-thing'
      : this.#choices.of(slugs);
  }

  #id(): string {
    const { claimIds, conceptIds } = this.#names;
    return this.#choices.of(this.#choices.once(2) ? claimIds : conceptIds);
  }

  #representations(): readonly unknown[] {
    const { claimIds, slugs } = this.#names;
    const sizes = [1, 5, 20, 100, 300, 1000];
    if (this.#choices.once(2)) {
      return this.#many(sizes, () => ({ __typename: 'Claim', id: this.#choices.of(claimIds) }));
    }
    if (this.#choices.once(3)) {
      return this.#many(sizes, () => {
        const approaches = this.#choices.some(slugs.APPROACH, 1, 3).map((slug) => `approach/${slug}`);
        const axis = `dimension/${this.#choices.of(slugs.DIMENSION)}`;
        return approaches.length === 1
          ? { __typename: 'Cell', slot: `cell:${axis}:${approaches.join()}` }
          : { __typename: 'ComparisonRow', slot: `row:${axis}:${[...approaches].sort().join()}` };
      });
    }
    return this.#many(sizes, () => ({
      __typename: 'Approach',
      id: `approach/${this.#choices.of(slugs.APPROACH)}`,
    }));
  }

  #approaches(): readonly string[] {
    const count = this.#choices.of(counts);
    const slugs = this.#choices.some(this.#names.slugs.APPROACH, Math.max(2, count), Math.max(2, count));
    return this.#choices.once(unknownOnceIn * 2) ? [...slugs.slice(1), 'no-such-thing'] : slugs;
  }

  #criteria(): string {
    const axes = this.#choices.some(this.#names.scored, 1, this.#choices.of([2, 5, 10, 50]));
    return `[${axes.map((axis, index) => `{ axis: ${JSON.stringify(axis)}, weight: ${1 + (index % 3)} }`).join(', ')}]`;
  }

  #along(): string | null {
    switch (this.#choices.below(8)) {
      case 0:
      case 1: {
        const maxAxes = this.#choices.of([2, 5, 10, 50]);
        return `{ axes: ${JSON.stringify(this.#choices.some(this.#names.axes, 1, maxAxes))} }`;
      }
      case 2:
        return this.#choices.of(['{ kinds: [DIMENSION] }', '{ kinds: [FEATURE, BENEFIT] }']);
      case 3:
        return this.#names.groups.length > 0
          ? `{ groups: ${JSON.stringify(this.#choices.some(this.#names.groups, 1, 2))} }`
          : null;
      default:
        return null;
    }
  }

  #text(): string {
    const words = this.#choices.some(this.#names.words, 1, 3);
    if (!this.#choices.once(3)) return words.join(' ');
    return words.map((word) => `${word.slice(0, 2)}${word.slice(3)}`).join(' ');
  }

  #filter(): string | null {
    if (!this.#choices.once(5)) return null;
    const references = JSON.stringify(this.#choices.some(this.#names.conceptIds, 1, 3));
    return this.#choices.once(2) ? `{ relatedTo: ${references} }` : `{ references: ${references} }`;
  }
}

function isMany({ type }: GraphQLField<unknown, unknown>): boolean {
  return isListType(getNullableType(type)) || getNamedType(type).name.endsWith('Connection');
}

function isWithinConnection({ name }: GraphQLCompositeType): boolean {
  return name.endsWith('Connection');
}

function leavesOf(type: GraphQLCompositeType): string {
  if (!isObjectType(type)) return '__typename';
  const leaves = Object.values(type.getFields()).filter(
    ({ type: each }) => isLeafType(getNamedType(each)) || isEnumType(getNamedType(each)),
  );
  return leaves.map(({ name }) => name).join(' ');
}
