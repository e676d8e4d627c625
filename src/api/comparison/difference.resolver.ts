import { Arg, Args, ArgsType, Ctx, Directive, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { hasOtherLeaders, type ClaimChange, type RowChange } from '../../comparison/difference/difference.js';
import { badUserInput } from '../../graph/errors.js';
import type { ChangeKind, GraphRevision } from '../../graph/ports/history.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { pageOf, type Connection } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';
import { GraphRevisionType } from '../revision/revision.type.js';
import { DateTimeScalar } from '../vocabulary/date-time.scalar.js';
import { ChangeKindEnum } from '../vocabulary/enums.js';
import type { LoadedComparison } from './comparison-loading.js';
import { loadDifference, type LoadedDifference } from './difference-loading.js';
import { ComparisonType } from './comparison.type.js';
import { ClaimChangeType, ComparisonDifferenceType, RowChangeConnection } from './difference.type.js';

@ArgsType()
class RowChangesArgs extends pageArguments(100) {
  @Field(() => [ChangeKindEnum], { nullable: true, description: 'Only changes of these kinds.' })
  readonly kinds?: readonly ChangeKind[] | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: 'Whether to list only rows whose verdict or leaders changed.',
  })
  readonly decisive!: boolean;
}

/** A change of a claim, with the number of the earlier revision of the difference. */
type LoadedClaimChange = ClaimChange & { readonly from: number };

@Resolver(() => ComparisonType)
export class ComparisonHistoryResolver {
  @Directive('@tag(name: "authoring")')
  @FieldResolver(() => ComparisonDifferenceType, {
    description:
      'The changes of this comparison since an earlier revision, selected by its number or by a time, such as added and ended rows, and changed cells with the claims that changed them. An approach or axis that did not exist at the earlier revision counts as an approach or axis without claims.',
  })
  changesSince(
    @Root() comparison: LoadedComparison,
    @Arg('revision', () => Int, { nullable: true, description: 'The number of the earlier revision.' })
    revision: number | null,
    @Arg('asOf', () => DateTimeScalar, {
      nullable: true,
      description:
        'A time: the earlier revision is the newest revision at this time. Use either `revision` or `asOf`.',
    })
    asOf: string | null,
    @Ctx() context: RequestContext,
  ): MaybePromise<LoadedDifference> {
    if ((revision ?? null) === null && (asOf ?? null) === null) {
      throw badUserInput('Expected "revision" or "asOf" to select the earlier revision, got neither.', {
        argument: 'revision',
      });
    }
    const later = context.viewOf(comparison);
    const selected = context.viewAt({ at: revision, asOf }, { at: 'revision', asOf: 'asOf' });
    return mapMaybe(selected, (earlier) => {
      expectEarlier(earlier, comparison, revision === null || revision === undefined ? 'asOf' : 'revision');
      return loadDifference(context, earlier, later, comparison, [
        'changesSince',
        earlier.view.revision.number,
      ]);
    });
  }
}

function expectEarlier({ view }: RequestView, comparison: LoadedComparison, argument: string): void {
  const { number } = view.revision;
  if (number <= comparison.revision) return;
  throw badUserInput(
    `${argument}: expected a revision up to ${comparison.revision}, the revision of the comparison, got ${number}. To compare in the other direction, exchange the two revisions.`,
    { argument },
  );
}

@Resolver(() => ComparisonDifferenceType)
export class ComparisonDifferenceResolver {
  @FieldResolver(() => RowChangeConnection, {
    description:
      'The rows that were added, changed or ended: in the order of the later revision, then the ended rows.',
  })
  rows(
    @Root() loaded: LoadedDifference,
    @Args(() => RowChangesArgs) args: RowChangesArgs,
    @Ctx() context: RequestContext,
  ): Connection<RowChange> {
    const { kinds, decisive } = args;
    const { difference, identity, from, to } = loaded;
    const later = context.viewOf(loaded);
    const isSelected = (row: RowChange): boolean =>
      (!kinds || kinds.includes(row.kind)) && (!decisive || row.isTurned || hasOtherLeaders(row));
    const items = difference.rows.filter(isSelected).map((row) => ({ node: row }));
    const list = [...identity, kinds ?? null, decisive];
    const page = pageOf(
      list,
      items,
      ({ node }) => node.axis.id,
      args,
      () => to,
    );
    const nodes = page.nodes.map((row) => withRevisions(row, from.number, context, later));
    return {
      totalCount: page.totalCount,
      pageInfo: page.pageInfo,
      nodes,
      get edges() {
        return page.edges.map((edge, index) => ({ ...edge, node: nodes[index] as RowChange }));
      },
    };
  }
}

/** Adds the number of the earlier revision to each claim change, and binds the claim changes to the later view, from which their revisions are loaded. */
function withRevisions(row: RowChange, from: number, context: RequestContext, later: RequestView): RowChange {
  return {
    ...row,
    cells: row.cells.map((cell) => ({
      ...cell,
      claims: cell.claims.map((change): LoadedClaimChange => context.bind({ ...change, from }, later)),
    })),
  };
}

@Resolver(() => ClaimChangeType)
export class ClaimChangeResolver {
  @FieldResolver(() => GraphRevisionType, {
    nullable: true,
    description:
      'The revision that added, changed or ended the claim. Null if the claim itself did not change: the claim is in another row because axes became equivalent, or are no longer equivalent.',
  })
  revision(
    @Root() change: LoadedClaimChange,
    @Ctx() context: RequestContext,
  ): MaybePromise<GraphRevision | null> {
    const { before, after, from } = change;
    const { loaders } = context.viewOf(change);
    const number = after ? after.since : before && loaders.claimEnd.load(before.id);
    return mapMaybe(number, (found) =>
      found !== null && found > from ? loaders.revision.load(found) : null,
    );
  }
}
