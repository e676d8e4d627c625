import { ArrayMaxSize, IsOptional } from 'class-validator';
import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Int,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import type { ChangeKind, DiffEntry, GraphRevision } from '../../graph/ports/history.js';
import { inSlice } from '../../graph/work/steps.js';
import { loadNode } from '../concept/load-node.js';
import { NodeType } from '../concept/node.type.js';
import { connect, type Connection } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';
import { viewKeyOf, ViewArguments } from '../request/view-arguments.js';
import { DateTimeScalar } from '../vocabulary/date-time.scalar.js';
import { ChangeKindEnum } from '../vocabulary/enums.js';
import { bindRevision, connectRevisions, revisionAfter } from './revision-lists.js';
import {
  GraphRevisionConnection,
  GraphRevisionType,
  RevisionChangeConnection,
  RevisionChangeType,
} from './revision.type.js';
import { tooMany } from '../vocabulary/too-many.js';

const maxIds = 500;
/** The key of a change in cursors. */
const changeShape: readonly [thing: string, id: string] = ['', ''];

@ArgsType()
class RevisionsArgs extends pageArguments(20) {
  @Field(() => String, {
    nullable: true,
    description: 'Only revisions of this author. The name must match exactly.',
  })
  readonly author?: string | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Only revisions that were published at or after this time.',
  })
  readonly since?: string | null;
}

@ArgsType()
class ChangesArgs extends pageArguments(20) {
  @Field(() => [ChangeKindEnum], { nullable: true, description: 'Only changes of these kinds.' })
  readonly kinds?: readonly ChangeKind[] | null;

  @Field(() => [ID], {
    nullable: true,
    description: `Only concepts and claims with these ids, and claims with one of these concepts as subject, target or source. At most ${maxIds} ids.`,
  })
  @IsOptional()
  @ArrayMaxSize(maxIds, { message: tooMany('ids', maxIds, 'ids') })
  readonly ids?: readonly string[] | null;
}

/** A change of one revision, or of an open changeset. */
export interface RevisionChange {
  readonly changedId: string;
  readonly kind: ChangeKind;
  /** Opens the view before the change. */
  readonly earlier: () => MaybePromise<RequestView>;
  /** Opens the view after the change. */
  readonly later: () => MaybePromise<RequestView>;
}

@Resolver(() => GraphRevisionType)
export class RevisionResolver {
  @Directive('@tag(name: "authoring")')
  @Query(() => GraphRevisionType, {
    nullable: true,
    description:
      'A revision by its number; without `number`, the revision that `at` or `asOf` selects, otherwise the newest revision. Null if the revision does not exist.',
  })
  revision(
    @Arg('number', () => Int, { nullable: true, description: 'The number of the revision.' })
    number: number | null,
    @Args(() => ViewArguments) viewArguments: ViewArguments,
    @Ctx() context: RequestContext,
  ): MaybePromise<GraphRevision | null> {
    return mapMaybe(context.viewAt(viewArguments), (requestView) => {
      const isNamed = number !== null && number !== undefined;
      if (!isNamed || number === requestView.revision.number) {
        // Only an erasure changes the revision of a given number, so reading this revision records no dependency.
        const { revision } = isNamed ? requestView : requestView.view;
        return revision.number === 0 ? null : bindRevision(context, requestView, revision);
      }
      return mapMaybe(
        requestView.loaders.revision.load(number),
        (found) => found && bindRevision(context, requestView, found),
      );
    });
  }

  @Directive('@tag(name: "authoring")')
  @Query(() => GraphRevisionConnection, {
    nullable: true,
    description: 'The log of revisions, newest first. With `at` or `asOf`, the log up to that revision.',
  })
  revisions(
    @Args(() => RevisionsArgs) { author, since, first, after }: RevisionsArgs,
    @Args(() => ViewArguments) viewArguments: ViewArguments,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<GraphRevision>> {
    const list = ['revisions', author ?? null, since ?? null, viewKeyOf(viewArguments)];
    const last = revisionAfter(list, after);
    return mapMaybe(context.viewAt(viewArguments), (requestView) => {
      const request = {
        ...(typeof author === 'string' ? { author } : {}),
        ...(typeof since === 'string' ? { since } : {}),
        ...{ first, after: last },
      };
      const loading = inSlice(
        () => requestView.view.history.revisionPage(request, context.pace),
        context.pace,
      );
      return mapMaybe(loading, ({ items, hasNextPage, totalCount }) =>
        connectRevisions(
          list,
          items.map((revision) => bindRevision(context, requestView, revision)),
          { hasNextPage, hasPreviousPage: last !== null, totalCount },
        ),
      );
    });
  }

  @Directive('@tag(name: "authoring")')
  @FieldResolver(() => RevisionChangeConnection, {
    description:
      'The concepts and claims that this revision added, changed or ended: claims first, then concepts, both ordered by id.',
  })
  changes(
    @Root() revision: GraphRevision,
    @Args(() => ChangesArgs) { kinds, ids, first, after }: ChangesArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<RevisionChange>> {
    const list = ['changes', revision.number, kinds ?? null, ids ?? null];
    const last = decodeCursor(list, after, changeShape);
    const requestView = context.viewOf(revision);
    const loading = requestView.loaders.changePage.load({
      revision: revision.number,
      ...(kinds ? { kinds } : {}),
      ...(ids ? { ids } : {}),
      first,
      after: last && { thing: last[0] as DiffEntry['thing'], id: last[1] },
    });
    return mapMaybe(loading, ({ items, hasNextPage, totalCount }) =>
      connect(
        items.map(({ id, change }) => ({
          node: {
            changedId: id,
            kind: change,
            earlier: () => context.viewInHistory(requestView, revision.number - 1),
            later: () => context.viewInHistory(requestView, revision.number),
          },
        })),
        (_, index) => encodeCursor(list, [items[index]?.thing ?? '', items[index]?.id ?? '']),
        { hasNextPage, hasPreviousPage: last !== null, totalCount },
      ),
    );
  }
}

@Resolver(() => RevisionChangeType)
export class RevisionChangeResolver {
  @FieldResolver(() => NodeType, {
    nullable: true,
    description:
      'The concept or claim before the revision; its fields are read at the previous revision. Null if the revision added it.',
  })
  before(@Root() { changedId, kind, earlier }: RevisionChange): MaybePromise<Concept | Claim | null> {
    return kind === 'ADDED' ? null : nodeIn(earlier(), changedId);
  }

  @FieldResolver(() => NodeType, {
    nullable: true,
    description:
      'The concept or claim after the revision; its fields are read at this revision. Null if the revision ended it.',
  })
  after(@Root() { changedId, kind, later }: RevisionChange): MaybePromise<Concept | Claim | null> {
    return kind === 'ENDED' ? null : nodeIn(later(), changedId);
  }
}

function nodeIn(view: MaybePromise<RequestView>, id: string): MaybePromise<Concept | Claim | null> {
  return mapMaybe(view, ({ loaders }) => loadNode(loaders, id));
}
