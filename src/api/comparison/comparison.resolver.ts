import { ArrayMaxSize, IsOptional } from 'class-validator';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Field,
  FieldResolver,
  Float,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Cell } from '../../comparison/cells/cell.js';
import { hasMeasuredSpan } from '../../comparison/cells/spreads.js';
import { displayCell } from '../../comparison/cells/display.js';
import type { UnitChoice } from '../../words/cells/row-unit.js';
import { cellParts, cellText, rowValueText, type CellPart } from '../../words/cells/cell-text.js';
import { sectionLabel, sectionOf, verdictLabel, type Section } from '../../words/labels.js';
import { comparisonPage } from '../../words/page-addresses.js';
import { explain, valuesInWords } from '../../words/sentences/explanation.js';
import { findingsOf, findingsText } from '../../words/sentences/in-words.js';
import { leadersOf } from '../../comparison/rows/leaders.js';
import { differs, rowVerdicts, type RowVerdict } from '../../comparison/verdicts/verdict.js';
import type { CellCondition } from '../../comparison/rows/row-filter.js';
import { orderRows, type RowOrder } from '../../comparison/rows/row-order.js';
import {
  countStates,
  selectRows,
  selectsAll,
  sourcesOf,
  type RowSelection,
  type StateCount,
} from '../../comparison/rows/row-selection.js';
import { countCells, type CellCount } from '../../comparison/counts/cell-counts.js';
import { countCellsMeeting } from '../../comparison/rows/cells-meeting.js';
import type { AxisCondition } from '../../comparison/conditions/axis-condition.js';
import type { CompiledCondition } from '../../comparison/conditions/compiled-condition.js';
import type { ComparisonRow } from '../../comparison/rows/row.js';
import {
  mostDiscriminating,
  similarityOf,
  summarise,
  type ComparisonSummary,
} from '../../comparison/rows/summary.js';
import { allMaybe, mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Approach, CitedSource, Concept, Question } from '../../graph/concept.js';
import { badUserInput } from '../../graph/errors.js';
import type { ConceptOrder } from '../../graph/ports/reading.js';
import type { Pace } from '../../graph/work/pace.js';
import { inSlices, type Steps } from '../../graph/work/steps.js';
import { loadConcepts } from '../../graph/loaders/loaders.js';
import { maxApproaches } from '../references/approach-references.js';
import { ApproachType } from '../approach/approach.type.js';
import { linksInWords } from '../vocabulary/axis-words.js';
import { ApproachFilterInput, AxisSortInput } from '../filters/approach-filter.type.js';
import {
  chooseApproaches,
  comparedFilterInWords,
  filterOrderInWords,
  filterSortInWords,
} from '../filters/chosen-approaches.js';
import {
  loadComparison,
  loadSelectedComparison,
  loadSpreadsOf,
  minApproaches,
  type LoadedComparison,
} from './comparison-loading.js';
import { AxisConditionInput } from './axis-condition.type.js';
import { CellCountType, StateCountType } from './counts.type.js';
import { compileForRows, readRowCondition } from './row-conditions.js';
import {
  AxisSelectionInput,
  CellConditionInput,
  CellPartType,
  CellType,
  ComparisonRowType,
  ComparisonSectionType,
  ComparisonSummaryType,
  ComparisonType,
  UnmergedAxisType,
} from './comparison.type.js';
import type { UnmergedAxis } from '../../comparison/rows/axis-group.js';
import { incompatibilityText } from '../../words/sentences/incompatibility-text.js';
import { pageOf, type Connection } from '../paging/connection.js';
import { maxPageSize, pageArguments } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import { localeOf, pageUrl } from '../request/presentation.js';
import { pinnedRevision, type RequestView } from '../request/request-view.js';
import { ViewArguments } from '../request/view-arguments.js';
import { shortened } from '../references/reference.js';
import { ConceptOrderEnum, RowOrderEnum, RowVerdictEnum, UnitChoiceEnum } from '../vocabulary/enums.js';
import { localeInWords } from '../vocabulary/locale-argument.js';
import { CitedSourceType } from '../source/cited-source.type.js';
import { CitedSourceConnection, ComparisonRowConnection, QuestionConnection } from '../paging/lists.type.js';
import { tooMany } from '../vocabulary/too-many.js';

const maxConditions = 200;

@ArgsType()
class RowsArgs extends pageArguments(100) {
  @Field(() => [RowVerdictEnum], { nullable: true, description: 'Only rows with one of these verdicts.' })
  readonly verdicts?: readonly RowVerdict[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Only rows in which two approaches are known to differ: see `differs`.',
  })
  readonly differences!: boolean;

  @Field(() => [CellConditionInput], {
    nullable: true,
    description: `Only rows whose cells match all of these conditions, e.g. "yes in A, no in B and C". At most ${maxConditions} conditions.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxConditions, { message: tooMany('where', maxConditions, 'conditions') })
  readonly where?: readonly CellConditionInput[] | null;

  @Field(() => [CellConditionInput], {
    nullable: true,
    description: `Only rows whose cells match at least one of these conditions, in addition to \`where\`. An empty list does not restrict. At most ${maxConditions} conditions.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxConditions, { message: tooMany('any', maxConditions, 'conditions') })
  readonly any?: readonly CellConditionInput[] | null;

  @Field(() => AxisConditionInput, {
    nullable: true,
    description:
      'Only rows in which at least one cell is stated or contested, and each of these cells meets this condition, e.g. "yes wherever a value is known". Cells that are unknown, not applicable or not stated do not count. A contested cell meets the condition if one of its values does; add `states: [STATED]` to require cells whose sources agree. The condition applies to the axis of each row, so `axis` must be omitted.',
  })
  readonly everyStated?: AxisConditionInput | null;

  @Field(() => RowOrderEnum, { defaultValue: 'EDITORIAL', description: 'The order of the rows.' })
  readonly orderBy!: RowOrder;

  @Field(() => AxisConditionInput, {
    nullable: true,
    description:
      'The condition that `orderBy: COUNT` requires: rows are ordered by the number of their cells that meet it. The field `count` of a row returns the number. The condition applies to the axis of each row, so `axis` must be omitted. Without `orderBy: COUNT`, this has no effect.',
  })
  readonly countOf?: AxisConditionInput | null;
}

@ArgsType()
class ComparisonQuestionsArgs extends pageArguments(20) {}

@ArgsType()
class ComparisonSourcesArgs extends pageArguments(50) {}

function compareTexts(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

/** The conditions on the cells of single approaches. */
type CellConditions = Pick<RowSelection, 'where' | 'any'>;

/**
 * Resolves the approaches of the conditions in `where` and `any` to ids.
 * @throws {TertiumError} BAD_USER_INPUT for an approach that is not compared
 */
function readCellConditions(
  requestView: RequestView,
  approaches: readonly Approach[],
  { where, any }: RowsArgs,
): MaybePromise<CellConditions> {
  const inputs = [
    ...(where ?? []).map((condition) => ({ condition, argument: 'where' })),
    ...(any ?? []).map((condition) => ({ condition, argument: 'any' })),
  ];
  if (inputs.length === 0) return noConditions;
  const loading = requestView.loaders.reference.loadMany(
    inputs.map(({ condition }) => ({ kind: 'APPROACH', reference: condition.approach })),
  );
  return mapMaybe(loading, (concepts) => {
    const conditions = inputs.map(({ condition, argument }, index): CellCondition => {
      const id = concepts[index]?.id;
      if (id !== undefined && approaches.some((approach) => approach.id === id))
        return { ...condition, approach: id };
      throw badUserInput(
        `${argument}: expected one of the compared approaches (${approaches.map(({ slug }) => slug).join(', ')}), got "${shortened(condition.approach)}".`,
        { argument },
      );
    });
    const count = where?.length ?? 0;
    return { where: conditions.slice(0, count), any: conditions.slice(count) };
  });
}

const noConditions: CellConditions = Object.freeze({ where: [], any: [] });

interface RequestedOrder {
  readonly orderBy: RowOrder;
  /** The condition on cells for the order COUNT; null without the argument `countOf`. */
  readonly countOf: CompiledCondition | null;
}

/** Returns the verdicts of the selected rows; null for any verdict. */
function selectedVerdicts({ verdicts = null, differences }: RowsArgs): readonly RowVerdict[] | null {
  return differences ? (verdicts ?? rowVerdicts).filter(differs) : verdicts;
}

function choose(
  rows: readonly ComparisonRow[],
  selection: RowSelection,
  order: RequestedOrder,
  pace: Pace,
): MaybePromise<readonly ComparisonRow[]> {
  const areAll = selectsAll(selection) && order.orderBy === 'EDITORIAL';
  return areAll ? rows : inSlices(chosenRows(rows, selection, order), pace);
}

function* chosenRows(
  rows: readonly ComparisonRow[],
  selection: RowSelection,
  { orderBy, countOf }: RequestedOrder,
): Steps<readonly ComparisonRow[]> {
  return yield* orderRows(yield* selectRows(rows, selection), orderBy, countOf);
}

/**
 * Reads the conditions on the cells of rows from the arguments.
 * @throws {TertiumError} BAD_USER_INPUT if a condition is malformed, or if COUNT has no condition
 */
function readRowConditions({ everyStated, countOf, orderBy }: RowsArgs) {
  if (orderBy === 'COUNT' && !countOf) {
    throw badUserInput(
      'countOf: expected a condition on the cells to count, since rows are ordered by COUNT, got none.',
      { argument: 'countOf' },
    );
  }
  return {
    everyStated: everyStated ? readRowCondition(everyStated, 'everyStated') : null,
    countOf: countOf ? readRowCondition(countOf, 'countOf') : null,
  };
}

/** A summary, the summarised rows, and the approaches of their cells. */
export interface SummaryOfRows extends ComparisonSummary {
  readonly id: string;
  readonly approaches: readonly Approach[];
  readonly rows: readonly ComparisonRow[];
}

@Resolver(() => ComparisonType)
export class ComparisonResolver {
  @Query(() => ComparisonType, {
    nullable: true,
    description: `Compares ${minApproaches} to ${maxApproaches} approaches along any axes. Null if \`filter\` matches fewer than ${minApproaches} approaches.`,
  })
  compare(
    @Arg('approaches', () => [String], {
      nullable: true,
      description: `${minApproaches} to ${maxApproaches} different approaches, by slug or id. The cells of each row are in the order of this argument. Use either \`approaches\` or \`filter\`.`,
      validate: false,
    })
    approaches: readonly string[] | null,
    @Arg('filter', () => ApproachFilterInput, { nullable: true, description: comparedFilterInWords })
    filter: ApproachFilterInput | null,
    @Arg('orderBy', () => ConceptOrderEnum, { defaultValue: 'NAME', description: filterOrderInWords })
    orderBy: ConceptOrder,
    @Arg('sortAxis', () => AxisSortInput, {
      nullable: true,
      description: filterSortInWords,
      // `loadSelectedComparison` checks it.
      validate: false,
    })
    sortAxis: AxisSortInput | null,
    @Arg('along', () => AxisSelectionInput, {
      nullable: true,
      description:
        'The axes to compare along. Default: the dimensions along which at least one of the approaches has claims, and the features, benefits, drawbacks and use cases that at least one of the approaches has.',
      // `loadComparison` checks the references.
      validate: false,
    })
    along: AxisSelectionInput | null,
    @Args(() => ViewArguments) viewArguments: ViewArguments,
    @Ctx() context: RequestContext,
  ): MaybePromise<LoadedComparison | null> {
    const chosen = chooseApproaches(approaches, { filter, orderBy, sortAxis });
    return mapMaybe(context.viewAt(viewArguments), (requestView) => {
      const at = pinnedRevision(viewArguments, requestView);
      const loading =
        chosen.type === 'LISTED'
          ? loadComparison(requestView, chosen.references, along ?? {}, at)
          : loadSelectedComparison(context, requestView, chosen.selection, along ?? {}, at);
      return mapMaybe(loading, (comparison) => comparison && context.bind(comparison, requestView));
    });
  }

  @FieldResolver(() => ComparisonRowConnection, {
    description: `One row for each axis. The editorial order, which is the default, lists dimensions by group, then ${linksInWords}.`,
  })
  rows(
    @Root() comparison: LoadedComparison,
    @Args(() => RowsArgs) args: RowsArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<ComparisonRow>> {
    const { orderBy } = args;
    const verdicts = selectedVerdicts(args);
    const { rows: allRows, approaches } = comparison;
    const requestView = context.viewOf(comparison);
    const onCells = readRowConditions(args);
    const compiled = (condition: AxisCondition | null): MaybePromise<CompiledCondition | null> =>
      condition && compileForRows(requestView, condition, allRows);
    const isByDistance = orderBy === 'MOST_DIFFERENT' || orderBy === 'MOST_ALIKE';
    const loadConditions = (): MaybePromise<readonly (CompiledCondition | null)[]> =>
      allMaybe([compiled(onCells.everyStated), compiled(onCells.countOf)]);
    return mapMaybe(readCellConditions(requestView, approaches, args), ({ where, any }) =>
      mapMaybe(loadConditions(), ([everyStated = null, countOf = null]) =>
        mapMaybe(isByDistance ? loadSpreads(context, comparison, allRows) : undefined, () => {
          const selection = { verdicts, where, any, everyStated };
          return mapMaybe(choose(allRows, selection, { orderBy, countOf }, context.pace), (rows) => {
            // The axis identifies a row in cursors. Row ids are hashes, and are computed only for rows that are returned.
            const list: unknown[] = [...comparison.identity, 'rows', verdicts, where, orderBy];
            if (any.length > 0 || everyStated || countOf) list.push({ any, ...onCells });
            const items = rows.map((node) => ({ node }));
            return pageOf(
              list,
              items,
              ({ node }) => node.axis.id,
              args,
              () => requestView.view.revision,
            );
          });
        }),
      ),
    );
  }

  @FieldResolver(() => ComparisonSummaryType, {
    description: 'A summary of all rows, independent of the arguments of `rows`.',
  })
  summary(@Root() comparison: LoadedComparison, @Ctx() context: RequestContext): MaybePromise<SummaryOfRows> {
    const { approaches, rows } = comparison;
    return mapMaybe(inSlices(summarise(rows), context.pace), (summary) => {
      const ofRows: SummaryOfRows = {
        get id() {
          return `summary/${comparison.id}`;
        },
        ...summary,
        approaches,
        rows,
      };
      return context.bind(ofRows, context.viewOf(comparison));
    });
  }

  @FieldResolver(() => QuestionConnection, {
    description: 'Editorial questions about exactly these approaches.',
  })
  questions(
    @Root() comparison: LoadedComparison,
    @Args(() => ComparisonQuestionsArgs) args: ComparisonQuestionsArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<Question>> {
    return mapMaybe(loadConcepts(context.loadersFor(comparison), comparison.questions), (concepts) => {
      const items = concepts.flatMap((node) => (node?.kind === 'QUESTION' ? [{ node }] : []));
      return pageOf([...comparison.identity, 'questions'], items, ({ node }) => node.id, args);
    });
  }

  @FieldResolver(() => CitedSourceConnection, {
    description:
      'The sources of all cells, and of the claims about the questions of this comparison, ordered by name.',
  })
  sources(
    @Root() comparison: LoadedComparison,
    @Args(() => ComparisonSourcesArgs) args: ComparisonSourcesArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<CitedSource>> {
    const loaded = mapMaybe(inSlices(sourcesOf(comparison.rows), context.pace), (ids) => {
      for (const { source } of comparison.answers) ids.add(source);
      return loadConcepts(context.loadersFor(comparison), ids);
    });
    return mapMaybe(loaded, (concepts) => {
      const items = concepts
        .flatMap((node) => (node?.kind === 'CITED_SOURCE' ? [{ node }] : []))
        .sort(
          ({ node: left }, { node: right }) =>
            compareTexts(left.name, right.name) || compareTexts(left.id, right.id),
        );
      return pageOf([...comparison.identity, 'sources'], items, ({ node }) => node.id, args);
    });
  }

  @FieldResolver(() => String, {
    description:
      'A summary of the comparison in up to three sentences: the rows in which all approaches agree, the rows in which approaches differ, and the number of cells that are not stated. Rows with the verdict NOT_COMPARABLE, UNDETERMINED or ONE_SIDED are in neither group.',
  })
  inWords(
    @Root() comparison: LoadedComparison,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Ctx() context: RequestContext,
  ): MaybePromise<string> {
    const { rows, approaches } = comparison;
    const chosen = localeOf(context.presentation, locale);
    const findings = mapMaybe(loadSpreads(context, comparison, rows), () =>
      inSlices(findingsOf(rows), context.pace),
    );
    return mapMaybe(findings, (found) => findingsText(approaches, rows.length, found, chosen));
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The address of the page that compares these approaches along all axes, possibly in another order; null if the server has no base URL.',
  })
  url(@Root() { approaches, at }: LoadedComparison, @Ctx() context: RequestContext): string | null {
    return pageUrl(context.presentation, comparisonPage(approaches, at));
  }
}

@Resolver(() => ComparisonRowType)
export class ComparisonRowResolver {
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'The difference between the two most different cells: 0 for equal cells, 1 for opposite cells; null if no two cells can be compared. The distance of two amounts is relative to the span of the dimension.',
  })
  distance(@Root() row: ComparisonRow, @Ctx() context: RequestContext): MaybePromise<number | null> {
    if (!hasMeasuredSpan(row.axis)) return row.distance;
    return mapMaybe(context.viewOf(row.axis).spreads.load([row.axis]), () => row.distance);
  }

  @FieldResolver(() => String, {
    description:
      'A few sentences that explain the verdict: the values that decided it, and the cells that are missing, not applicable or contested. Texts are shortened to 120 characters.',
  })
  explanation(
    @Root() row: ComparisonRow,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Arg('units', () => UnitChoiceEnum, {
      nullable: true,
      description:
        'Writes amounts in words, in these units. Default: English sentences show amounts as `display` does; other languages write amounts in words, in the stated units.',
    })
    units: UnitChoice | null,
    @Ctx() context: RequestContext,
  ): string {
    const chosen = localeOf(context.presentation, locale);
    const cell = row.cells[0];
    if (!units || !cell) return explain(row, chosen);
    return explain(
      row,
      chosen,
      valuesInWords(chosen, (value) => rowValueText(value, cell.row, chosen, units)),
    );
  }

  @FieldResolver(() => String, { description: 'The verdict as text in a language, e.g. "Different".' })
  verdictLabel(
    @Root() { verdict }: ComparisonRow,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Ctx() context: RequestContext,
  ): string {
    return verdictLabel(localeOf(context.presentation, locale), verdict);
  }

  @FieldResolver(() => ComparisonSectionType, {
    description:
      'The section that the row belongs to: the group of its dimension, or the rows of its kind. Rows of one section are adjacent in the editorial order.',
  })
  section(@Root() row: ComparisonRow): Section {
    return sectionOf(row);
  }

  @FieldResolver(() => [CellCountType], {
    description:
      'The number of cells by state, support and level, e.g. how many approaches state yes, and how many cells are not stated. Each cell is counted once. Only counts above 0 are listed, ordered by state, then NO, PARTIAL, YES, or by the levels of the dimension.',
  })
  counts(@Root() row: ComparisonRow): readonly CellCount[] {
    return countCells(row);
  }

  @FieldResolver(() => Int, {
    description:
      'The number of cells that meet a condition. With the condition of `countOf`, this is the number that `orderBy: COUNT` sorts by.',
  })
  count(
    @Root() row: ComparisonRow,
    @Arg('of', () => AxisConditionInput, {
      description: 'The condition. It applies to the axis of the row, so `axis` must be omitted.',
      // `readRowCondition` checks the condition.
      validate: false,
    })
    of: AxisConditionInput,
    @Ctx() context: RequestContext,
  ): MaybePromise<number> {
    const condition = readRowCondition(of, 'of');
    return mapMaybe(compileForRows(context.viewOf(row.axis), condition, [row]), (compiled) =>
      countCellsMeeting(row, compiled),
    );
  }

  @FieldResolver(() => [ApproachType], {
    description:
      'The approaches whose value is certainly at least as good as every other value of the row. Empty if the axis is not a dimension with a better end, if a cell does not state exactly one value on the scale, or if all values are equally good. A range, or a date without a day, may be any value within its bounds; amounts within the tolerance of the dimension are equally good. An approach is not listed if its conditions exclude those of another approach.',
  })
  leaders(@Root() row: ComparisonRow): readonly Approach[] {
    return leadersOf(row);
  }
}

@Resolver(() => CellType)
export class CellResolver {
  @FieldResolver(() => String, {
    description: 'The text of the cell, ready to display, e.g. "Yes" or "Not stated".',
  })
  display(@Root() cell: Cell): string {
    return displayCell(cell);
  }

  @FieldResolver(() => String, {
    description:
      'The text of the cell for readers, like `display`, but in the requested language: values in order of size, and amounts with units in words. Amounts have all digits, unless the conversion to a unit rounds them.',
  })
  text(
    @Root() cell: Cell,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Arg('units', () => UnitChoiceEnum, { defaultValue: 'ROW', description: 'The units of amounts.' })
    units: UnitChoice,
    @Ctx() context: RequestContext,
  ): string {
    return cellText(cell, localeOf(context.presentation, locale), units);
  }

  @FieldResolver(() => [CellPartType], {
    description:
      'The values that `text` lists, in the same order, with their claims: each source can be shown beside its value. Terms that accumulated without conditions are one part. Empty if nothing is stated.',
  })
  parts(
    @Root() cell: Cell,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Arg('units', () => UnitChoiceEnum, { defaultValue: 'ROW', description: 'The units of amounts.' })
    units: UnitChoice,
    @Ctx() context: RequestContext,
  ): readonly CellPart[] {
    return cellParts(cell, localeOf(context.presentation, locale), units);
  }

  @FieldResolver(() => [CitedSourceType], {
    description:
      'The sources of the values of the cell, each once, in the order of `values`. Sources of claims that do not count because of their rank are not among them.',
  })
  sources(@Root() { values }: Cell, @Ctx() context: RequestContext): MaybePromise<readonly Concept[]> {
    const claims = values.flatMap((value) => value.claims);
    const [first] = claims;
    if (!first) return [];
    const ids = new Set(claims.map(({ source }) => source));
    const loading = loadConcepts(context.loadersFor(first), ids);
    return mapMaybe(loading, (concepts) => concepts.filter((concept) => concept !== null));
  }
}

@Resolver(() => UnmergedAxisType)
export class UnmergedAxisResolver {
  @FieldResolver(() => String, {
    description: 'A sentence that explains why the two axes cannot share a row.',
  })
  reason(
    @Root() { reason }: UnmergedAxis,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Ctx() context: RequestContext,
  ): string {
    return incompatibilityText(localeOf(context.presentation, locale), reason);
  }
}

@Resolver(() => ComparisonSectionType)
export class ComparisonSectionResolver {
  @FieldResolver(() => String, {
    description:
      'The heading of the section: the group of the dimensions as stated, or the kind as text in a language.',
  })
  label(
    @Root() section: Section,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Ctx() context: RequestContext,
  ): string {
    return sectionLabel(localeOf(context.presentation, locale), section);
  }
}

const fewRows = 3;

@Resolver(() => ComparisonSummaryType)
export class ComparisonSummaryResolver {
  @FieldResolver(() => [StateCountType], {
    description:
      'The number of cells in each state that occurs. The counts add up to the number of rows times the number of approaches.',
  })
  byState(
    @Root() { rows }: SummaryOfRows,
    @Ctx() { pace }: RequestContext,
  ): MaybePromise<readonly StateCount[]> {
    return inSlices(countStates(rows), pace);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description:
      '1 − the mean distance of the rows that have a distance: 1 if all of them agree; null if no row has a distance. Dimensions that identify approaches, e.g. names, and those with `weighs: false` do not count.',
  })
  similarity(@Root() summary: SummaryOfRows, @Ctx() context: RequestContext): MaybePromise<number | null> {
    const { rows } = summary;
    return mapMaybe(loadSpreads(context, summary, rows), () => inSlices(similarityOf(rows), context.pace));
  }

  @FieldResolver(() => [ComparisonRowType], {
    description:
      'The rows in which the approaches differ most. Rows in which two approaches differ come before rows in which they agree in part; within both groups, the largest distance comes first, then the largest mean distance of all pairs. Rows with a distance of 0 or without a distance are left out, as are dimensions that identify approaches, e.g. names, and those with `weighs: false`.',
  })
  mostDiscriminating(
    @Root() summary: SummaryOfRows,
    @Arg('first', () => Int, {
      defaultValue: fewRows,
      description: `Maximum number of rows: 0 to ${maxPageSize}.`,
    })
    first: number,
    @Ctx() context: RequestContext,
  ): MaybePromise<readonly ComparisonRow[]> {
    if (first < 0 || first > maxPageSize) {
      throw badUserInput(`first: expected 0 to ${maxPageSize}, got ${first}.`, { argument: 'first' });
    }
    const { rows } = summary;
    return mapMaybe(loadSpreads(context, summary, rows), () =>
      inSlices(mostDiscriminating(rows, first), context.pace),
    );
  }
}

/**
 * Loads the spreads on which the distances of rows depend: see `loadSpreadsOf`.
 * @param record the comparison, or its summary
 */
function loadSpreads(
  context: RequestContext,
  record: object,
  rows: readonly ComparisonRow[],
): MaybePromise<void> {
  return loadSpreadsOf(context.viewOf(record), rows);
}
