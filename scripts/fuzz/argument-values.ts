import {
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
} from 'graphql';
import type { ConceptKind } from '../../src/graph/concept.js';
import type { ValueType } from '../../src/graph/values/value-rules.js';
import type { Choices } from './choices.js';
import type { Vocabulary } from './vocabulary.js';

/** The location of a value in an operation. */
export interface ValueLocation {
  /** The name of the argument or of the input field. */
  readonly name: string;
  /** The field of the argument. */
  readonly field: string;
  /** The number of lists around the field. Fields in two or more lists get short pages. */
  readonly depth: number;
}

/** A JSON value. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json };

/** Generates values of input types from a vocabulary. Most values are valid; the type, a rule or the graph rejects the other values. */
export class ArgumentValues {
  readonly #vocabulary: Vocabulary;
  readonly #choices: Choices;

  constructor(vocabulary: Vocabulary, choices: Choices) {
    this.#vocabulary = vocabulary;
    this.#choices = choices;
  }

  /** Generates a value that the type accepts. A rule or the graph may reject the value. */
  valid(type: GraphQLInputType, location: ValueLocation): Json {
    if (isNonNullType(type)) return this.valid(type.ofType, location);
    if (isListType(type)) return this.#list(type.ofType, location);
    if (isEnumType(type)) return this.#choices.of(type.getValues()).name;
    if (isInputObjectType(type)) return this.#object(type, location);
    switch (type.name) {
      case 'Int':
        return this.#int(location);
      case 'Float':
        return this.#choices.of([1, 2, 0, 0.5, 3, 1e9, 1e10, -1]);
      case 'Boolean':
        return this.#choices.of([true, false]);
      case 'DateTime':
        return this.#choices.of(this.#vocabulary.times);
      case 'Decimal':
        return this.#choices.of(['1', '2.50', '-0.0', '1000', '0.1']);
      case 'Version':
        return this.#choices.of(['3.9', '3.10', 'v3.10.0', '4.0.0-rc.1', '0']);
      case '_Any':
        return this.#representation();
      default:
        return this.#text(location);
    }
  }

  /** Generates a value that may have a wrong type, for a variable. GraphQL coerces some of these values, and rejects most of them. */
  mistyped(type: GraphQLInputType, location: ValueLocation): Json {
    if (isNonNullType(type)) return this.mistyped(type.ofType, location);
    if (isListType(type)) {
      const item = this.valid(type.ofType, location);
      return this.#choices.of<Json>([item, [], [item, null], [null], [[item]], { 0: item }, 'x', [item, 7]]);
    }
    if (isEnumType(type)) return this.#choices.of<Json>(['NOPE', 'name', 1, true, ['NAME'], {}]);
    if (isInputObjectType(type)) {
      const object = this.#object(type, location);
      return this.#choices.of<Json>([{ ...object, nope: 1 }, 'x', 1, [], [object], { constructor: 1 }]);
    }
    switch (type.name) {
      case 'Int':
        return this.#choices.of<Json>([1.5, '1', 2_147_483_648, -2_147_483_649, true, '', [1], {}, 1e100]);
      case 'Float':
        return this.#choices.of<Json>(['1', true, '', [1], {}]);
      case 'Boolean':
        return this.#choices.of<Json>(['true', 1, 0, '', [true], {}]);
      case 'DateTime':
        return this.#choices.of<Json>(['2026-05-01', 'x', '', 1, true, ['2026-05-01T00:00:00Z'], { a: 1 }]);
      case 'Decimal':
        return this.#choices.of<Json>([1, 1.5, '1e3', 'x', '', true, ['1'], 1e30, { a: 1 }]);
      case 'Version':
        return this.#choices.of<Json>([3.1, 3, '3.', 'x', '', true, ['1'], { a: 1 }]);
      case 'ID':
        return this.#choices.of<Json>([1, 1.5, true, ['x'], {}, -7]);
      case '_Any':
        return this.#choices.of<Json>([
          null,
          1,
          'x',
          {},
          { __typename: 'Approach' },
          { __typename: 'Nope', id: 'x' },
        ]);
      default:
        return this.#choices.of<Json>([1, true, ['x'], {}, 1.5, '\ud800']);
    }
  }

  #list(type: GraphQLInputType, location: ValueLocation): Json {
    const areCompared = location.name === 'approaches' && location.field !== 'claims';
    if (areCompared && this.#choices.once(3)) return this.#choices.of(this.#vocabulary.comparedTogether);
    const [least, most] = areCompared ? [2, 4] : [1, 3];
    if (this.#choices.once(20)) return [];
    const count = least + this.#choices.below(most - least + 1);
    const items = Array.from({ length: count }, () => this.valid(type, location));
    // Duplicates are rare, because most lists reject them.
    return this.#choices.once(10) ? items : items.filter((item, index) => isFirst(items, item, index));
  }

  #object(type: GraphQLInputObjectType, location: ValueLocation): { readonly [member: string]: Json } {
    if (type.name === 'AxisCondition' && !this.#choices.once(5)) return this.#condition(type, location);
    const members = Object.values(type.getFields()).flatMap((field): [string, Json][] => {
      if (!isRequired(field) && !this.#choices.once(field.name === 'axes' ? 2 : 3)) return [];
      const inner = { ...location, name: field.name };
      if (!isNonNullType(field.type) && this.#choices.once(8)) return [[field.name, null]];
      return [[field.name, this.valid(field.type, inner)]];
    });
    return Object.fromEntries(members);
  }

  /** Generates a condition whose members apply to the values of its axis. A condition on the cells of rows rarely has an axis. */
  #condition(type: GraphQLInputObjectType, location: ValueLocation): { readonly [member: string]: Json } {
    const choices = this.#choices;
    const axis = choices.of(this.#vocabulary.axes);
    const fitting = membersByType[this.#vocabulary.valueTypes.get(axis) ?? 'SUPPORT'];
    const chosen = [...choices.some(fitting, 0, 2), ...choices.some(['states', 'not', 'under'], 0, 1)];
    const fields = type.getFields();
    const members = chosen.flatMap((name): [string, Json][] => {
      const field = fields[name];
      return field ? [[name, this.valid(getNullableType(field.type), { ...location, name })]] : [];
    });
    const hasAxis = !rowConditions.has(location.name) || choices.once(15);
    return { ...(hasAxis ? { axis } : {}), ...Object.fromEntries(members) };
  }

  #int({ name, depth }: ValueLocation): number {
    const { revisions } = this.#vocabulary;
    if (name === 'at' || name === 'revision' || name === 'number')
      return this.#choices.of([revisions, revisions - 1, 1, 2, 0, -1, 99, revisions]);
    if (name === 'start' || name === 'end') return this.#choices.of([0, 5, 40, 100, 20_000, 20_001, -1]);
    if (this.#choices.once(15)) return this.#choices.of([501, -1, 500, 2_147_483_647]);
    return this.#choices.of(depth < 2 ? [2, 5, 1, 0, 10, 3] : [2, 1, 0, 3]);
  }

  #representation(): Json {
    const id = this.#choices.of(this.#vocabulary.conceptIds);
    const typename = this.#choices.of([
      typeNameOf(id),
      typeNameOf(id),
      'Concept',
      'Claim',
      'Approach',
      'Feature',
    ]);
    if (typename === 'Claim') return { __typename: 'Claim', id: this.#choices.of(this.#vocabulary.claimIds) };
    if (this.#choices.once(4)) return this.#slot();
    if (this.#choices.once(6)) return { __typename: typename, slug: id.slice(id.indexOf('/') + 1) };
    return this.#choices.once(15) ? { __typename: typename } : { __typename: typename, id };
  }

  /** Generates a cell or a row by its slot. Rarely, the axis of the slot is a concept of any kind. */
  #slot(): Json {
    const { conceptIds, slugs } = this.#vocabulary;
    const axes = conceptIds.filter((id) => !/^(?:approach|question|cited-source)\//u.test(id));
    const axis = this.#choices.once(15) ? this.#choices.of(conceptIds) : this.#choices.of(axes);
    const approaches = this.#choices.some(slugs.APPROACH, 1, 3).map((slug) => `approach/${slug}`);
    const [first = ''] = approaches;
    return approaches.length === 1
      ? { __typename: 'Cell', slot: `cell:${axis}:${first}` }
      : { __typename: 'ComparisonRow', slot: `row:${axis}:${[...new Set(approaches)].sort().join()}` };
  }

  #text({ name, field }: ValueLocation): string {
    const { slugs, axes, conceptIds, claimIds, groups, levels, names, cursors } = this.#vocabulary;
    const choices = this.#choices;
    if (choices.once(25)) return choices.of(['unknown', '', 'no/body', 'MIT', 'null', 'é😀', 'approach/']);
    switch (name) {
      case 'slug':
        return this.#reference(slugs[kindOfField(field)], conceptIds);
      case 'approach':
      case 'approaches':
        return choices.once(6)
          ? `approach/${choices.of(slugs.APPROACH)}`
          : choices.of(slugs.APPROACH.slice(0, 8));
      case 'axis':
      case 'axes':
        return choices.once(12) ? choices.of(slugs.APPROACH) : this.#reference(axes, conceptIds);
      case 'dimensions':
        return this.#reference(slugs.DIMENSION, conceptIds);
      case 'references':
      case 'relatedTo':
        return this.#reference([...axes, ...slugs.APPROACH], conceptIds);
      case 'id':
      case 'ids':
        return choices.once(2) ? choices.of(claimIds) : choices.of(conceptIds);
      case 'name':
        return choices.of(['Cell', 'Concept', 'ClaimValue', 'Support', 'AxisSelection', 'Decimal', 'Nope']);
      case 'names':
        return choices.of(names);
      case 'groups':
        return choices.of(groups);
      case 'levels':
        return choices.of(levels);
      case 'terms':
        return choices.of(['red', 'green', 'MSP']);
      case 'key':
        return choices.of(['plan', 'region', 'as of']);
      case 'value':
        return choices.of(['Business', 'Free', 'EU', '2024']);
      case 'atLeast':
        return choices.of(['YES', '10', 'PARTIAL', '2015', ...levels]);
      case 'locale':
        return choices.of(['en', 'de', 'de', 'fr']);
      case 'from':
      case 'to':
        return choices.of(['2024', '1999-12', '2024-02-29', '2023-02-29', '1']);
      case 'without':
        return this.#reference(slugs.APPROACH, conceptIds);
      case 'after':
        return choices.of(cursors);
      case 'text':
        return choices.of(['licence', 'disc', 'monitor', 'copyl', 'softwre', 'a kettle', 'MIT']);
      default:
        return choices.of(['x', '', 'y']);
    }
  }

  #reference(references: readonly string[], ids: readonly string[]): string {
    return this.#choices.once(6) ? this.#choices.of(ids) : this.#choices.of(references);
  }
}

/** The names of arguments with conditions on the cells of rows. */
const rowConditions: ReadonlySet<string> = new Set(['everyStated', 'countOf', 'of']);

/** The members of a condition that apply to values of each type. */
const membersByType: Readonly<Record<ValueType, readonly string[]>> = {
  SUPPORT: ['supports', 'text'],
  TEXT: ['text', 'terms'],
  TERMS: ['terms', 'text'],
  QUANTITY: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  ORDINAL: ['levels'],
  DATE: ['from', 'to'],
  VERSION: ['oldest', 'newest'],
};

/** Whether an argument or an input field is required. */
export function isRequired({
  type,
  defaultValue,
}: Pick<GraphQLInputField, 'type' | 'defaultValue'>): boolean {
  return isNonNullType(type) && defaultValue === undefined;
}

function isFirst(items: readonly Json[], item: Json, index: number): boolean {
  return items.findIndex((other) => JSON.stringify(other) === JSON.stringify(item)) === index;
}

const kindsByField: Readonly<Record<string, ConceptKind>> = {
  approach: 'APPROACH',
  feature: 'FEATURE',
  benefit: 'BENEFIT',
  drawback: 'DRAWBACK',
  useCase: 'USE_CASE',
  dimension: 'DIMENSION',
  question: 'QUESTION',
  citedSource: 'CITED_SOURCE',
};

function kindOfField(field: string): ConceptKind {
  return kindsByField[field] ?? 'APPROACH';
}

/** Returns the object type of a concept, by its id: `UseCase` for `use-case/x`. */
function typeNameOf(id: string): string {
  return id
    .slice(0, id.indexOf('/'))
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}
