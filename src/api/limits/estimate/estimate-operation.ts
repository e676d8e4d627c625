import {
  isAbstractType,
  isObjectType,
  Kind,
  SchemaMetaFieldDef,
  valueFromASTUntyped,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { GraphStatistics } from '../../../graph/ports/statistics.js';
import type { ComparisonSize } from '../work/comparison-size.js';
import { canonicalTypeName } from '../../naming/canonical-names.js';
import { needsOutside, comparisonWork, rowWork } from './comparison-work.js';
import { traitsOf, type FieldTraits } from './field-traits.js';
import type { RequestedField, FieldWork } from '../work/field-work.js';
import { introspectionSizes, type IntrospectionSizes } from '../work/introspection-size.js';
import { addTypes, SelectionTotal, type CostlyField } from './selection-total.js';
import { SelectionContexts, type SelectionContext } from './selection-context.js';
import { Work, type WorkKind } from '../work/work.js';

/** The estimates for an operation. */
export interface OperationEstimate {
  readonly depth: number;
  readonly aliases: number;
  /** The number of fragment definitions in the document. */
  readonly fragments: number;
  /** The predicted time of the execution, in microseconds on the reference core, as an integer. */
  readonly cost: number;
  /** The work by kind. */
  readonly work: Work;
  /** The largest argument `first`; 0 if there is none. */
  readonly pageSize: number;
  /** The number of root fields `__schema` and `_service`. */
  readonly schemas: number;
  /** The field to name if the cost is too high; null if no field has a cost. */
  readonly costliest: CostlyField | null;
}

/**
 * Estimates an operation of a valid document. Each fragment is estimated once for each size of an enclosing comparison or ranking, and once outside
 * of comparisons and rankings. The time is therefore not exponential in the size of the document, even if the size of the result is.
 * @param variables parsed from JSON, not coerced
 * @param statistics of the view that the operation reads
 */
export function estimateOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  statistics: GraphStatistics,
): OperationEstimate {
  const root = schema.getRootType(operation.operation);
  const estimator = new Estimator(schema, document, withDefaults(operation, variables), statistics);
  const total = new SelectionTotal();
  if (root) total.add(estimator.estimate(operation.selectionSet, root));
  const { depth, aliases, pageSize, schemas, work, once, costliest } = total;
  work.addOne('request', 1);
  if (once) work.addAll(once);
  return {
    ...{ depth, aliases, pageSize, schemas, work },
    fragments: estimator.fragments,
    cost: integerCost(work.cost),
    costliest: costliest && { path: costliest.path, cost: integerCost(costliest.cost) },
  };
}

/** Rounds a cost up, and limits it to the safe integers of JavaScript. */
function integerCost(cost: number): number {
  return Math.min(Number.MAX_SAFE_INTEGER, Math.ceil(cost));
}

class Estimator {
  readonly #schema: GraphQLSchema;
  readonly #statistics: GraphStatistics;
  readonly #introspection: IntrospectionSizes;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  readonly #contexts: SelectionContexts;

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
    statistics: GraphStatistics,
  ) {
    this.#schema = schema;
    this.#statistics = statistics;
    this.#introspection = introspectionSizes(schema);
    this.#contexts = new SelectionContexts(statistics);
    this.#variables = variables;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  get fragments(): number {
    return this.#fragments.size;
  }

  estimate(selectionSet: SelectionSetNode, root: GraphQLNamedType): SelectionTotal {
    return this.#ofSelections(selectionSet, root, { size: null, fragments: new Map() });
  }

  /** Estimates selections. @param shares the share of objects of each type; null if the arguments do not determine it */
  #ofSelections(
    selectionSet: SelectionSetNode,
    parent: GraphQLNamedType,
    context: SelectionContext,
    shares: ReadonlyMap<string, number> | null = null,
  ): SelectionTotal {
    const total = new SelectionTotal();
    /** Selections of an abstract type, by the object type to which they apply. */
    let byType: Map<string, SelectionTotal> | null = null;
    for (const selection of selectionSet.selections) {
      if (selection.kind === Kind.FIELD && !selection.directives?.length) {
        this.#addField(total, selection, parent, context);
        continue;
      }
      const selectionTotal = new SelectionTotal();
      this.#addSelection(selectionTotal, selection, parent, context);
      const type = isAbstractType(parent) ? this.#conditionOf(selection) : null;
      if (this.#isExcluded(selection)) {
        total.addExcluded(selectionTotal);
      } else if (type === null) {
        total.add(selectionTotal);
      } else {
        byType ??= new Map();
        const ofType = byType.get(type);
        if (ofType) ofType.add(selectionTotal);
        else byType.set(type, selectionTotal);
      }
    }
    if (byType) addTypes(total, byType, shares);
    return total;
  }

  #addSelection(
    total: SelectionTotal,
    selection: SelectionNode,
    parent: GraphQLNamedType,
    context: SelectionContext,
  ): void {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#addField(total, selection, parent, context);
      case Kind.FRAGMENT_SPREAD:
        return total.add(this.#ofFragment(selection.name.value, context));
      case Kind.INLINE_FRAGMENT: {
        const { typeCondition } = selection;
        const type = typeCondition ? this.#schema.getType(typeCondition.name.value) : parent;
        if (type) total.add(this.#ofSelections(selection.selectionSet, type, context));
      }
    }
  }

  #ofFragment(name: string, context: SelectionContext): SelectionTotal {
    const cached = context.fragments.get(name);
    if (cached) return cached;
    // In an invalid document, fragments can form a cycle. This entry ends the recursion.
    context.fragments.set(name, new SelectionTotal());
    const fragment = this.#fragments.get(name);
    const type = fragment && this.#schema.getType(fragment.typeCondition.name.value);
    const total =
      fragment && type ? this.#ofSelections(fragment.selectionSet, type, context) : new SelectionTotal();
    context.fragments.set(name, total);
    return total;
  }

  #addField(
    total: SelectionTotal,
    node: FieldNode,
    parent: GraphQLNamedType,
    context: SelectionContext,
  ): void {
    if (node.alias) total.aliases += 1;
    total.depth = Math.max(total.depth, 1);
    const traits = traitsOf(this.#schema, parent, node.name.value);
    if (!traits) return;
    const fieldWork = traits.rule?.(this.#requestedField(node, traits, context.size)) ?? noFieldWork;
    const items = fieldWork.items ?? traits.items;
    total.needs |= fieldWork.needs ?? 0;
    if (!traits.object || !node.selectionSet) {
      if (fieldWork === noFieldWork) total.work.addOne(traits.valueWork, items);
      else this.#addLeaf(total, node, fieldWork, traits.valueWork, items);
      return;
    }
    const subfieldContext = fieldWork.size === undefined ? context : this.#contexts.of(fieldWork.size);
    const subfields = this.#ofSelections(node.selectionSet, traits.object, subfieldContext, fieldWork.shares);
    const key = keyOf(node);
    const page = traits.hasPage ? pageOf(this.#argumentOf(node, traits.field, 'first')) : 0;
    const { costliest } = subfields;
    const belowCost = costliest?.cost ?? 0;
    const { work } = subfields;
    let times = items;
    if (traits.isConnection) {
      if (subfields.ofItem) work.addAll(subfields.ofItem, items);
      work.addOne(traits.valueWork, 1);
      times = costliest?.isOfItem === true ? items : 1;
    } else {
      if (subfields.ofItem) work.addAll(subfields.ofItem);
      work.addOne(traits.valueWork, 1);
      if (fieldWork.ofItem) work.add(fieldWork.ofItem);
      if (traits.objectName === 'ComparisonRow') work.add(rowWork(subfields.needs, context.size));
      if (traits.isOfItem) times = 1;
      else work.multiply(items);
    }
    if (fieldWork.work) work.add(fieldWork.work);
    if (fieldWork.size) work.add(comparisonWork(subfields.needs, fieldWork.size));
    if (fieldWork.once) (subfields.once ??= new Work()).add(fieldWork.once);
    total.depth = Math.max(total.depth, subfields.depth + 1);
    total.aliases += subfields.aliases;
    total.pageSize = Math.max(total.pageSize, page, subfields.pageSize);
    total.schemas += subfields.schemas + (returnsSchema(traits.field) ? 1 : 0);
    total.needs |= needsOutside(traits.objectName, subfields.needs);
    if (subfields.once) (total.once ??= new Work()).addAll(subfields.once);
    if (traits.isOfItem) (total.ofItem ??= new Work()).addAll(work);
    else total.work.addAll(work);
    const cost = work.cost + (subfields.once?.cost ?? 0);
    // Records the costliest subfield if it has at least half of the field's cost; otherwise the field.
    const isBelow = costliest !== null && belowCost * times * 2 >= cost;
    if (isBelow) total.note(`${key}.${costliest.path}`, belowCost * times, traits.isOfItem);
    else total.note(key, cost, traits.isOfItem);
  }

  #addLeaf(
    total: SelectionTotal,
    node: FieldNode,
    fieldWork: FieldWork,
    valueWork: WorkKind,
    items: number,
  ): void {
    const work = new Work();
    if (fieldWork.work) work.add(fieldWork.work);
    if (fieldWork.ofItem) work.add(fieldWork.ofItem, items);
    work.addOne(valueWork, items);
    total.work.addAll(work);
    if (fieldWork.once) (total.once ??= new Work()).add(fieldWork.once);
    total.note(keyOf(node), work.cost);
  }

  #requestedField(node: FieldNode, { field }: FieldTraits, enclosing: ComparisonSize | null): RequestedField {
    return {
      statistics: this.#statistics,
      introspection: this.#introspection,
      enclosing,
      argument: (name) => this.#argumentOf(node, field, name),
      typeNamed: (name) => this.#canonicalNameOf(name),
    };
  }

  /**
   * Returns the canonical name of the object type to which a selection is restricted; null if there is no type condition, or if its type is
   * abstract.
   */
  #conditionOf(selection: SelectionNode): string | null {
    if (selection.kind === Kind.FIELD) return null;
    const condition =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.typeCondition
        : this.#fragments.get(selection.name.value)?.typeCondition;
    const type = condition && this.#schema.getType(condition.name.value);
    return isObjectType(type) ? canonicalTypeName(type) : null;
  }

  /** Returns the canonical name of a type that a request names; undefined if there is no such type. */
  #canonicalNameOf(name: unknown): string | undefined {
    const type = typeof name === 'string' ? this.#schema.getType(name) : undefined;
    return type && canonicalTypeName(type);
  }

  #isExcluded({ directives = [] }: SelectionNode): boolean {
    return directives.some(({ name, arguments: [condition] = [] }) => {
      if (name.value !== 'skip' && name.value !== 'include') return false;
      return condition && valueFromASTUntyped(condition.value, this.#variables) === (name.value === 'skip');
    });
  }

  #argumentOf(node: FieldNode, field: GraphQLField<unknown, unknown>, name: string): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const argumentValue = value && valueFromASTUntyped(value, this.#variables);
    return argumentValue === undefined
      ? field.args.find((argument) => argument.name === name)?.defaultValue
      : argumentValue;
  }
}

const noFieldWork: FieldWork = Object.freeze({});

/** Returns whether a field returns the complete schema: `__schema`, and `_service` of a subgraph. */
function returnsSchema(field: GraphQLField<unknown, unknown>): boolean {
  return field === SchemaMetaFieldDef || field.name === '_service';
}

function keyOf({ alias, name }: FieldNode): string {
  return (alias ?? name).value;
}

function pageOf(first: unknown): number {
  return typeof first === 'number' && first > 0 ? first : 0;
}

function withDefaults(
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const defaults: Record<string, unknown> = {};
  for (const { variable, defaultValue } of operation.variableDefinitions ?? []) {
    if (defaultValue) defaults[variable.name.value] = valueFromASTUntyped(defaultValue);
  }
  return { ...defaults, ...variables };
}
