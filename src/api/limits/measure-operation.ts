import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isObjectType,
  isCompositeType,
  Kind,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
  typeFromAST,
  valueFromASTUntyped,
  type DirectiveNode,
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
import type { GraphStatistics } from '../../graph/statistics.js';
import type { ComparisonSize } from './comparison-size.js';
import { fieldWork, needs, type AskedField } from './field-work.js';
import { introspectionSizes } from './introspection-size.js';
import { Work } from './work.js';

/** How much an operation asks. */
export interface OperationMeasure {
  readonly depth: number;
  readonly aliases: number;
  /** What answering takes, predicted, in whole microseconds on the reference core. */
  readonly cost: number;
  /** The same, by kinds of work. */
  readonly work: Work;
  /** The largest page that is asked for. */
  readonly pageSize: number;
  /** Fields `__schema`. */
  readonly schemas: number;
  /** The field that most of the cost comes from; null where there is none. */
  readonly costliest: CostlyField | null;
}

/** A field, by the keys that lead to it, and what all of it costs. */
export interface CostlyField {
  readonly path: string;
  readonly cost: number;
}

/** The measure of selections. */
interface Measure {
  readonly depth: number;
  readonly aliases: number;
  readonly work: Work;
  /** What is done once, however many objects the selections are of. */
  readonly once: Work;
  /** What is done for each item of the connection that the selections are of. */
  readonly ofItem: Work | null;
  readonly pageSize: number;
  readonly schemas: number;
  /** Bits of `needs`. */
  readonly needs: number;
  readonly costliest: (CostlyField & { readonly isOfItem: boolean }) | null;
}

const noWork = new Work();
const nothing: Measure = {
  depth: 0,
  aliases: 0,
  work: noWork,
  once: noWork,
  ofItem: null,
  pageSize: 0,
  schemas: 0,
  needs: 0,
  costliest: null,
};

/**
 * So many sizes of comparisons are told apart in one operation: fragments are measured once for each. Those that follow are measured as
 * the largest that there can be.
 */
const mostSizes = 32;

/**
 * Measures an operation of a valid document. Each fragment is measured once, however often it is spread, and once more for each size of
 * the comparisons that it is spread in, so that the time is linear in the document even where the answer would be exponential in it.
 * @param variables as JSON gives them
 * @param statistics of the view that the operation reads
 */
export function measureOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  statistics: GraphStatistics,
): OperationMeasure {
  const root = schema.getRootType(operation.operation);
  const measuring = new Measuring(schema, document, withDefaults(operation, variables), statistics);
  const { depth, aliases, work, once, pageSize, schemas, costliest } = root
    ? measuring.ofSelections(operation.selectionSet, root, null)
    : nothing;
  const whole = Work.of({ request: 1 });
  whole.addAll(work);
  whole.addAll(once);
  return {
    ...{ depth, aliases, pageSize, schemas, work: whole },
    cost: Math.ceil(whole.cost),
    costliest: costliest && { path: costliest.path, cost: Math.ceil(costliest.cost) },
  };
}

class Measuring {
  readonly #schema: GraphQLSchema;
  readonly #statistics: GraphStatistics;
  readonly #variables: Readonly<Record<string, unknown>>;
  readonly #fragments = new Map<string, FragmentDefinitionNode>();
  /** Of each size, the fragments that are measured in it. */
  readonly #measured = new Map<string, Map<string, Measure>>();

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: Readonly<Record<string, unknown>>,
    statistics: GraphStatistics,
  ) {
    this.#schema = schema;
    this.#statistics = statistics;
    this.#variables = variables;
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION)
        this.#fragments.set(definition.name.value, definition);
    }
  }

  ofSelections(
    selectionSet: SelectionSetNode,
    parent: GraphQLNamedType,
    within: ComparisonSize | null,
    shares: ReadonlyMap<string, number> | null = null,
  ): Measure {
    let total = nothing;
    /** What is selected of each type that an object may be, where it may be of several. */
    let byType: Map<string, Measure> | null = null;
    for (const selection of selectionSet.selections) {
      const measured = this.#ofSelection(selection, parent, within);
      const measure = this.#isLeftOut(selection) ? withoutWork(measured) : measured;
      const type = isAbstractType(parent) ? this.#conditionOf(selection) : null;
      if (type === null) {
        total = sumOf(total, measure);
      } else {
        byType ??= new Map();
        byType.set(type, sumOf(byType.get(type) ?? nothing, measure));
      }
    }
    if (!byType) return total;
    if (!shares) return sumOf(total, [...byType.values()].reduce(largerOf));
    for (const [type, measure] of byType) total = sumOf(total, shareOf(measure, shares.get(type) ?? 0));
    return total;
  }

  /** The type that an object must be of for a selection to be executed; null where it is no object type. */
  #conditionOf(selection: SelectionNode): string | null {
    if (selection.kind === Kind.FIELD) return null;
    const condition =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.typeCondition
        : this.#fragments.get(selection.name.value)?.typeCondition;
    const type = condition && typeFromAST(this.#schema, condition);
    return isObjectType(type) ? type.name : null;
  }

  #ofSelection(selection: SelectionNode, parent: GraphQLNamedType, within: ComparisonSize | null): Measure {
    switch (selection.kind) {
      case Kind.FIELD:
        return this.#ofField(selection, parent, within);
      case Kind.FRAGMENT_SPREAD:
        return this.#ofFragment(selection.name.value, within);
      case Kind.INLINE_FRAGMENT: {
        const type = selection.typeCondition
          ? typeFromAST(this.#schema, selection.typeCondition)
          : parent;
        return type ? this.ofSelections(selection.selectionSet, type, within) : nothing;
      }
    }
  }

  #ofFragment(name: string, within: ComparisonSize | null): Measure {
    const measured = this.#measuredIn(within);
    const known = measured.get(name);
    if (known) return known;
    measured.set(name, nothing);
    const fragment = this.#fragments.get(name);
    const type = fragment && typeFromAST(this.#schema, fragment.typeCondition);
    const measure = fragment && type ? this.ofSelections(fragment.selectionSet, type, within) : nothing;
    measured.set(name, measure);
    return measure;
  }

  #measuredIn(within: ComparisonSize | null): Map<string, Measure> {
    const key = within === null ? '' : Object.values(within).join();
    let measured = this.#measured.get(key);
    if (!measured) {
      measured = new Map();
      this.#measured.set(key, measured);
    }
    return measured;
  }

  #ofField(node: FieldNode, parent: GraphQLNamedType, within: ComparisonSize | null): Measure {
    const field = fieldOf(this.#schema, parent, node.name.value);
    const type = field && getNamedType(field.type);
    const aliases = node.alias ? 1 : 0;
    if (!field || !type) return { ...nothing, depth: 1, aliases };
    const asked: AskedField = {
      field,
      name: `${parent.name}.${field.name}`,
      statistics: this.#statistics,
      introspection: introspectionSizes(this.#schema),
      within,
      argument: (name) => this.#argumentOf(node, field, name),
    };
    const own = fieldWork(asked);
    const key = (node.alias ?? node.name).value;
    const page = field.args.some(({ name }) => name === 'first') ? pageOf(asked.argument('first')) : 0;
    const work = Work.of(own.work);
    const once = Work.of(own.once);
    if (!node.selectionSet || !isCompositeType(type)) {
      work.add(own.ofItem, own.items);
      return {
        ...nothing,
        ...{ depth: 1, aliases, work, once, pageSize: page, needs: own.needs },
        costliest: costly(key, work.cost + once.cost),
      };
    }
    const inner = this.ofSelections(node.selectionSet, type, this.#boundedSize(own.within), own.shares);
    const { items } = own;
    const isOfItem = connectionLists.has(field.name) && isConnection(parent);
    const isConnectionField = isConnection(type);
    const below = Work.of(isConnectionField ? { object: 1 } : {});
    if (isConnectionField) {
      below.addAll(inner.work);
      if (inner.ofItem) below.addAll(inner.ofItem, items);
      work.addAll(below);
    } else {
      below.add(own.ofItem);
      below.addAll(inner.work);
      if (inner.ofItem) below.addAll(inner.ofItem);
      below.add(ofRow(type.name, inner.needs, within));
      work.addAll(below, isOfItem ? 1 : items);
      if (own.within !== within && own.within) work.add(ofComparison(inner.needs, own.within));
    }
    once.addAll(inner.once);
    const shared = {
      once,
      depth: inner.depth + 1,
      aliases: inner.aliases + aliases,
      pageSize: Math.max(page, inner.pageSize),
      schemas: field.name === SchemaMetaFieldDef.name ? 1 : 0,
      needs: own.needs | needsOutside(type.name, inner.needs),
    };
    const times = isConnectionField ? (inner.costliest?.isOfItem ? items : 1) : isOfItem ? 1 : items;
    const costliest = { ...withinField(key, work.cost + once.cost, times, inner.costliest), isOfItem };
    return isOfItem
      ? { ...shared, work: noWork, ofItem: work, costliest }
      : { ...shared, work, ofItem: null, costliest };
  }

  /** The size itself, or the largest that there can be, where too many have been told apart. */
  #boundedSize(within: ComparisonSize | null): ComparisonSize | null {
    if (within === null || this.#measured.size < mostSizes) return within;
    const key = Object.values(within).join();
    if (this.#measured.has(key)) return within;
    const { concepts } = this.#statistics;
    const rows = Math.max(
      within.rows,
      concepts.DIMENSION + concepts.FEATURE + concepts.BENEFIT + concepts.DRAWBACK + concepts.USE_CASE,
    );
    return { ...within, approaches: 50, rows, cellClaims: 1, criteria: 50 };
  }

  #isLeftOut({ directives }: SelectionNode): boolean {
    return (
      directives?.some((directive) => {
        const { value } = directive.name;
        if (value !== 'skip' && value !== 'include') return false;
        return this.#condition(directive) === (value === 'skip');
      }) === true
    );
  }

  #condition(directive: DirectiveNode): unknown {
    const condition = directive.arguments?.find(({ name }) => name.value === 'if')?.value;
    return condition && valueFromASTUntyped(condition, this.#variables);
  }

  #argumentOf(node: FieldNode, field: GraphQLField<unknown, unknown>, name: string): unknown {
    const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
    const given = value && valueFromASTUntyped(value, this.#variables);
    return given === undefined ? field.args.find((argument) => argument.name === name)?.defaultValue : given;
  }
}

/** What a row or a comparison is filled for. */
function ofRow(type: string, needed: number, within: ComparisonSize | null) {
  if (type !== 'ComparisonRow' || !within) return {};
  const { approaches } = within;
  const isJudged = (needed & needs.verdict) !== 0;
  if (!isJudged && (needed & needs.cells) === 0) return {};
  return { cell: approaches, ...(isJudged ? { judgedRow: 1, cellPair: pairsOf(approaches) } : {}) };
}

function ofComparison(needed: number, { approaches, rows, linkRows, cellClaims }: ComparisonSize) {
  const isJudged = (needed & needs.everyVerdict) !== 0;
  const isRead = (needed & needs.everyClaim) !== 0;
  if (!isJudged && !isRead && (needed & needs.everyCell) === 0) return {};
  return {
    cell: Math.max(0, rows - linkRows) * approaches,
    ...(isJudged ? { judgedRow: rows, cellPair: rows * pairsOf(approaches) } : {}),
    ...(isRead ? { claim: rows * approaches * cellClaims } : {}),
  };
}

/** Different cells of a row are related with each other; of many approaches, several say the same. */
function pairsOf(approaches: number): number {
  return (approaches * (approaches - 1)) / 2;
}

/** What is done for a row or a comparison is not needed further out. */
function needsOutside(type: string, needed: number): number {
  if (type === 'Comparison') return 0;
  return type === 'ComparisonRow' ? needed & ~(needs.cells | needs.verdict) : needed;
}

function withoutWork(measure: Measure): Measure {
  return { ...measure, work: noWork, once: noWork, ofItem: null, needs: 0, costliest: null };
}

/** The measure of selections that are executed of a share of the objects. */
function shareOf(measure: Measure, share: number): Measure {
  const part = (whole: Work): Work => {
    const work = new Work();
    work.addAll(whole, share);
    return work;
  };
  return {
    ...measure,
    work: part(measure.work),
    once: share > 0 ? measure.once : noWork,
    ofItem: measure.ofItem && part(measure.ofItem),
    costliest: measure.costliest && { ...measure.costliest, cost: measure.costliest.cost * share },
  };
}

/** The work of the one that takes longer: an object is of one type. */
function largerOf(left: Measure, right: Measure): Measure {
  const costOf = ({ work, once, ofItem }: Measure): number =>
    work.cost + once.cost + (ofItem?.cost ?? 0);
  const [larger, smaller] = costOf(left) >= costOf(right) ? [left, right] : [right, left];
  return {
    ...larger,
    depth: Math.max(left.depth, right.depth),
    aliases: left.aliases + right.aliases,
    pageSize: Math.max(left.pageSize, right.pageSize),
    schemas: left.schemas + right.schemas,
    needs: larger.needs | smaller.needs,
  };
}

function sumOf(left: Measure, right: Measure): Measure {
  if (left === nothing) return right;
  if (right === nothing) return left;
  const work = new Work();
  work.addAll(left.work);
  work.addAll(right.work);
  let once = left.once === noWork ? right.once : left.once;
  if (left.once !== noWork && right.once !== noWork) {
    once = new Work();
    once.addAll(left.once);
    once.addAll(right.once);
  }
  let ofItem = left.ofItem ?? right.ofItem;
  if (left.ofItem && right.ofItem) {
    ofItem = new Work();
    ofItem.addAll(left.ofItem);
    ofItem.addAll(right.ofItem);
  }
  return {
    depth: Math.max(left.depth, right.depth),
    aliases: left.aliases + right.aliases,
    work,
    once,
    ofItem,
    pageSize: Math.max(left.pageSize, right.pageSize),
    schemas: left.schemas + right.schemas,
    needs: left.needs | right.needs,
    costliest: (left.costliest?.cost ?? 0) >= (right.costliest?.cost ?? 0) ? left.costliest : right.costliest,
  };
}

function costly(path: string, cost: number): Measure['costliest'] {
  return cost > 0 ? { path, cost, isOfItem: false } : null;
}

/** The field itself, or the one below it that at least half of its cost comes from. */
function withinField(key: string, cost: number, times: number, below: CostlyField | null): CostlyField {
  if (below === null || below.cost * times * 2 < cost) return { path: key, cost };
  return { path: `${key}.${below.path}`, cost: below.cost * times };
}

function fieldOf(
  schema: GraphQLSchema,
  parent: GraphQLNamedType,
  name: string,
): GraphQLField<unknown, unknown> | undefined {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef;
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef;
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef;
  }
  return isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

/** The lists of a connection have as many items as the "first" above them allows, and are counted there. */
const connectionLists: ReadonlySet<string> = new Set(['edges', 'nodes']);

function isConnection({ name }: GraphQLNamedType): boolean {
  return name.endsWith('Connection');
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
