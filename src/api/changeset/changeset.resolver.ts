import {
  Arg,
  Args,
  ArgsType,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  ID,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { RecordedEdit } from '../../editing/edit.js';
import type { ChangesetReview, ChangesetState } from '../../graph/ports/changesets.js';
import type { GraphRevision } from '../../graph/ports/history.js';
import type { MaybePromise } from '../../graph/work/maybe-promise.js';
import { connect, type Connection } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import type { RequestContext } from '../request/context.js';
import { GraphRevisionType } from '../revision/revision.type.js';
import {
  ChangesetConnection,
  ChangesetEditConnection,
  ChangesetReviewType,
  ChangesetStateEnum,
  ChangesetType,
  type ChangesetEditType,
} from './changeset.type.js';
import { editContent, problemContent } from './content.js';
import { LoadedChangeset } from './loaded-changeset.js';
import { editingOf } from './operators.js';
import { ProblemType } from './problem.type.js';

@ArgsType()
class ChangesetsArgs extends pageArguments(20) {
  @Field(() => [ChangesetStateEnum], {
    nullable: true,
    description: 'Only changesets in one of these states.',
  })
  readonly state?: readonly ChangesetState[] | null;

  @Field(() => String, {
    nullable: true,
    description: 'Only changesets of the author with this name or principal id.',
  })
  readonly author?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'Only changesets with an edit that names the concept or claim with this id.',
  })
  readonly touching?: string | null;
}

@ArgsType()
class EditsArgs extends pageArguments(100) {}

const cursorShape: readonly [number: number] = [0];

@Resolver(() => ChangesetType)
export class ChangesetResolver {
  @Directive('@tag(name: "authoring")')
  @Query(() => ChangesetType, {
    nullable: true,
    description:
      'A changeset by its id; null if no changeset has this id. Needs one of the scopes `propose`, `review`, `publish` and `admin`.',
  })
  async changeset(
    @Arg('id', () => ID, { description: 'The id of the changeset.' }) id: string,
    @Ctx() context: RequestContext,
  ): Promise<LoadedChangeset | null> {
    const services = editingOf(context);
    const [changeset] = await services.store.changesets.load([id]);
    return changeset ? new LoadedChangeset(changeset, services, context.published.view) : null;
  }

  @Directive('@tag(name: "authoring")')
  @Query(() => ChangesetConnection, {
    nullable: true,
    description:
      'Changesets, the newest first. Needs one of the scopes `propose`, `review`, `publish` and `admin`.',
  })
  async changesets(
    @Args(() => ChangesetsArgs) { state, author, touching, first, after }: ChangesetsArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<LoadedChangeset>> {
    const services = editingOf(context);
    const list = ['changesets', state ?? null, author ?? null, touching ?? null];
    const last = decodeCursor(list, after, cursorShape)?.[0] ?? null;
    const page = await services.store.changesets.page({
      ...(state ? { states: state } : {}),
      ...(typeof author === 'string' ? { author } : {}),
      ...(typeof touching === 'string' ? { touching } : {}),
      first,
      after: last,
    });
    return connect(
      page.items.map((each) => ({ node: new LoadedChangeset(each, services, context.published.view) })),
      ({ node }) => encodeCursor(list, [node.stored.number]),
      { hasNextPage: page.hasNextPage, hasPreviousPage: last !== null, totalCount: page.totalCount },
    );
  }

  @FieldResolver(() => ChangesetEditConnection, { description: 'The edits, in order.' })
  async edits(
    @Root() { id, version, editCount }: LoadedChangeset,
    @Args(() => EditsArgs) { first, after }: EditsArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<ChangesetEditType>> {
    const list = ['edits', id, version];
    const last = decodeCursor(list, after, cursorShape)?.[0] ?? null;
    const page = await editingOf(context).store.changesets.edits({
      changeset: id,
      version,
      first,
      after: last,
    });
    return connect(
      page.items.map((record) => ({ node: editContent(record as RecordedEdit) })),
      ({ node }) => encodeCursor(list, [node.number]),
      { hasNextPage: page.hasNextPage, hasPreviousPage: last !== null, totalCount: editCount },
    );
  }

  @FieldResolver(() => [ChangesetReviewType], { description: 'The reviews, the oldest first.' })
  async reviews(
    @Root() { id }: LoadedChangeset,
    @Ctx() context: RequestContext,
  ): Promise<readonly ChangesetReview[]> {
    const [reviews = []] = await editingOf(context).store.changesets.reviews([id]);
    return reviews;
  }

  @FieldResolver(() => [ProblemType], {
    description:
      'The problems that the edits have now, such as conflicts with what was published in the meantime. They prevent the submission and the publication. Empty for a changeset that was published or withdrawn.',
  })
  async problems(@Root() changeset: LoadedChangeset): Promise<readonly ProblemType[]> {
    if (!changeset.isOpen) return [];
    const { problems } = await changeset.resolution();
    return problems.map(problemContent);
  }

  @FieldResolver(() => GraphRevisionType, {
    nullable: true,
    description: 'The revision as which it was published; null if it was not published, or changed nothing.',
  })
  revision(
    @Root() changeset: LoadedChangeset,
    @Ctx() { published }: RequestContext,
  ): MaybePromise<GraphRevision | null> {
    const { revision } = changeset.stored;
    if (revision === null) return null;
    // If the view after the publication could not be opened, the request reads an earlier view, which does not have the revision.
    changeset.expectPublished();
    return published.loaders.revision.load(revision);
  }
}
