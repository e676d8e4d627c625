import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import type { EditResolution } from '../../editing/resolution.js';
import { badUserInput } from '../../graph/errors.js';
import type { ChangeKind } from '../../graph/ports/history.js';
import { pageOf, type Connection } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';
import { RevisionChangeConnection } from '../revision/revision.type.js';
import type { RevisionChange } from '../revision/revision.resolver.js';
import { ChangeKindEnum } from '../vocabulary/enums.js';
import { ChangesetType } from './changeset.type.js';
import { ChangesetEffectsType, ComparedInput, ComparisonEffectType } from './effects.type.js';
import { comparisonEffect, questionEffects, type LoadedEffect } from './effects.js';
import type { LoadedChangeset } from './loaded-changeset.js';

/** The maximum number of comparisons in the argument `compare`. */
const maxCompared = 20;

@ArgsType()
class EffectChangesArgs extends pageArguments(100) {
  @Field(() => [ChangeKindEnum], { nullable: true, description: 'Only changes of these kinds.' })
  readonly kinds?: readonly ChangeKind[] | null;
}

/** A changeset, with the published view (`before`) and the view with the changeset (`after`). */
interface LoadedEffects {
  readonly changeset: LoadedChangeset;
  readonly resolution: EditResolution;
  readonly before: RequestView;
  readonly after: RequestView;
  readonly compare: readonly ComparedInput[];
}

@Resolver(() => ChangesetType)
export class ChangesetEffectsField {
  @FieldResolver(() => ChangesetEffectsType, {
    nullable: true,
    description:
      'What the changeset would change in the published graph; null if it was published or withdrawn.',
  })
  async effects(
    @Root() changeset: LoadedChangeset,
    @Arg('compare', () => [ComparedInput], {
      nullable: true,
      description: `Comparisons whose changes are listed in addition to those of the stored questions, at most ${maxCompared}.`,
    })
    compare: readonly ComparedInput[] | null,
    @Ctx() context: RequestContext,
  ): Promise<LoadedEffects | null> {
    if (compare && compare.length > maxCompared) {
      throw badUserInput(`compare: expected at most ${maxCompared} comparisons, got ${compare.length}.`, {
        argument: 'compare',
      });
    }
    if (!changeset.isOpen) return null;
    // Opening the view caches the resolution, so that the edits are resolved only once.
    const after = await context.viewAt({ with: [changeset.id] });
    const resolution = await changeset.resolution();
    return { changeset, resolution, before: context.published, after, compare: compare ?? [] };
  }
}

@Resolver(() => ChangesetEffectsType)
export class ChangesetEffectsResolver {
  @FieldResolver(() => RevisionChangeConnection, {
    description:
      'The concepts and claims that the changeset adds, changes or ends: claims first, then concepts, both ordered by id.',
  })
  changes(
    @Root() { changeset, resolution, before: published, after: changed }: LoadedEffects,
    @Args(() => EffectChangesArgs) args: EffectChangesArgs,
  ): Connection<RevisionChange> {
    const { kinds } = args;
    const views = { earlier: () => published, later: () => changed };
    const changes = [
      ...resolution.claims.map(({ before, after }) => [before?.claim.id, after?.claim.id] as const),
      ...resolution.concepts.map(({ before, after }) => [before?.id, after?.id] as const),
    ].map(([before, after]): RevisionChange => {
      const kind = before === undefined ? 'ADDED' : after === undefined ? 'ENDED' : 'CHANGED';
      return { changedId: after ?? before ?? '', kind, ...views };
    });
    const selected = changes.filter(({ kind }) => !kinds || kinds.includes(kind));
    return pageOf(
      ['effects', changeset.id, changeset.version, kinds ?? null],
      selected.map((node) => ({ node })),
      ({ node }) => node.changedId,
      args,
    );
  }

  @FieldResolver(() => [ComparisonEffectType], {
    description:
      'The comparisons of `compare`, in their order, then the changed comparisons of stored questions about at most 50 approaches, ordered by the id of the question.',
  })
  async comparisons(
    @Root() { changeset, resolution, before, after, compare }: LoadedEffects,
    @Ctx() context: RequestContext,
  ): Promise<readonly LoadedEffect[]> {
    const views = { before, after, identity: ['effects', changeset.id, changeset.version] };
    const effects: LoadedEffect[] = [];
    for (const { approaches, along } of compare)
      effects.push(await comparisonEffect(context, views, approaches, along));
    return [...effects, ...(await questionEffects(context, views, resolution))];
  }
}
