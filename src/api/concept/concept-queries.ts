import { IsOptional, ValidateNested } from 'class-validator';
import { Arg, Args, ArgsType, Ctx, Field, Query, Resolver, type ClassType } from 'type-graphql';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import {
  kindsInWords,
  kindWords,
  listName,
  memberName,
  type Concept,
  type ConceptKind,
} from '../../graph/concept.js';
import type { ConceptCursor, ConceptOrder } from '../../graph/ports/reading.js';
import { connect, type Connection, type PageArguments } from '../paging/connection.js';
import { connectionOf, pageArguments } from '../paging/connection.type.js';
import { inSlices } from '../../graph/work/steps.js';
import type { RequestContext } from '../request/context.js';
import { viewKeyOf, ViewArguments } from '../request/view-arguments.js';
import type { RequestView } from '../request/request-view.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import { ConceptOrderEnum } from '../vocabulary/enums.js';
import { conceptTypeNames } from './node.type.js';
import { readConceptFilter } from './concept-filter.js';
import { ConceptFilterInput } from './concept-filter.type.js';

/** The arguments of the list of the concepts of a kind. */
interface ConceptListArguments extends PageArguments {
  readonly filter?: ConceptFilterInput | null;
  readonly orderBy: ConceptOrder;
}

/** Creates the class of the arguments of a list. @param filterType the type of the list's filter */
function conceptListArguments(filterType: ClassType<ConceptFilterInput>): ClassType<ConceptListArguments> {
  @ArgsType()
  class ConceptListArgs extends pageArguments(20) implements ConceptListArguments {
    @Field(() => filterType, {
      nullable: true,
      description: 'Selects concepts. Default: all concepts.',
    })
    @IsOptional()
    @ValidateNested()
    readonly filter?: ConceptFilterInput | null;

    @Field(() => ConceptOrderEnum, { defaultValue: 'NAME', description: 'The order of the list.' })
    readonly orderBy!: ConceptOrder;
  }
  return ConceptListArgs;
}

const plainListArguments = conceptListArguments(ConceptFilterInput);

/** Creates the query for one concept of a kind. */
export function conceptQuery(kind: ConceptKind, type: ClassType<object>): ClassType<object> {
  @Resolver()
  class ConceptQuery {
    @Query(() => type, queryOptions(kind))
    concept(
      @Arg('slug', () => String, { description: slugDescription }) slug: string,
      @Args(() => ViewArguments) viewArguments: ViewArguments,
      @Ctx() context: RequestContext,
    ): MaybePromise<Concept | null> {
      return loadBySlug(context, kind, slug, viewArguments);
    }
  }
  return ConceptQuery;
}

/**
 * Creates the two queries of a kind of concept: for one concept, and for the list of the concepts.
 * @param connection the type of the list. Pass it if other fields also use this type
 * @param filterType the type of the list's filter; by default, the filter of all kinds
 */
export function conceptQueries(
  kind: ConceptKind,
  type: ClassType<object>,
  connection: ClassType<object> = connectionOfKind(kind, type),
  filterType: ClassType<ConceptFilterInput> | null = null,
): ClassType<object> {
  const listArguments = filterType ? conceptListArguments(filterType) : plainListArguments;
  @Resolver()
  class ConceptQueries {
    @Query(() => type, queryOptions(kind))
    concept(
      @Arg('slug', () => String, { description: slugDescription }) slug: string,
      @Args(() => ViewArguments) viewArguments: ViewArguments,
      @Ctx() context: RequestContext,
    ): MaybePromise<Concept | null> {
      return loadBySlug(context, kind, slug, viewArguments);
    }

    @Query(() => connection, listOptions(kind))
    concepts(
      @Args(() => listArguments) args: ConceptListArguments,
      @Args(() => ViewArguments) viewArguments: ViewArguments,
      @Ctx() context: RequestContext,
    ): MaybePromise<Connection<Concept>> {
      return mapMaybe(context.viewAt(viewArguments), (requestView) =>
        loadConceptPage(context, requestView, kind, args, viewKeyOf(viewArguments)),
      );
    }
  }
  return ConceptQueries;
}

const slugDescription = 'The slug, a former slug, or the id.';

function queryOptions(kind: ConceptKind) {
  const inWords = kindsInWords([kind]).replace(/^a/u, 'A');
  return {
    name: memberName(kind),
    nullable: true,
    description: `${inWords}, by slug or id; null if it does not exist.`,
  } as const;
}

/** Returns the options of the query for the list of the concepts of a kind. */
export function listOptions(kind: ConceptKind) {
  return {
    name: listName(kind),
    nullable: true,
    description: `A paginated list of ${kindWords[kind].plural.toLowerCase()}.`,
  } as const;
}

function loadBySlug(
  context: RequestContext,
  kind: ConceptKind,
  slug: string,
  viewArguments: ViewArguments,
): MaybePromise<Concept | null> {
  return mapMaybe(context.viewAt(viewArguments), ({ loaders }) =>
    loaders.reference.load({ kind, reference: slug }),
  );
}

/** Creates the type of the lists of concepts of a kind. */
export function connectionOfKind(kind: ConceptKind, type: ClassType<object>): ClassType<object> {
  const content = kindWords[kind].plural.toLowerCase();
  return connectionOf({ name: conceptTypeNames[kind], content }, () => type);
}

/** Loads a page of the concepts of a kind. @param viewKey identifies the requested view: see `viewKeyOf` */
async function loadConceptPage(
  context: RequestContext,
  requestView: RequestView,
  kind: ConceptKind,
  { filter, orderBy, first, after }: ConceptListArguments,
  viewKey: number | string | null,
): Promise<Connection<Concept>> {
  const list = [kind, orderBy, filter ?? null, ...(viewKey === null ? [] : [viewKey])];
  const shape: ConceptCursor = ['', ''];
  const from = decodeCursor(list, after, shape);
  const { view, pace } = requestView;
  const pageFilter = filter ? await readConceptFilter(requestView, kind, filter) : {};
  if (view.inMemoryClaims) await inSlices(view.inMemoryClaims.orderConcepts(kind, orderBy), pace);
  const page = await view.conceptPage({ kind, orderBy, filter: pageFilter, first, after: from });
  return connect(
    page.items.map((node) => ({ node: context.bind(node, requestView) })),
    (_, index) => encodeCursor(list, page.cursors[index] ?? []),
    { ...page, hasPreviousPage: from !== null },
  );
}
