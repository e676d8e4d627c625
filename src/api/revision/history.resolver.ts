import { Args, ArgsType, Ctx, Directive, FieldResolver, Resolver, Root } from 'type-graphql';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import type { GraphRevision } from '../../graph/ports/history.js';
import { ClaimType } from '../claim/claim.type.js';
import { ConceptType } from '../concept/node.type.js';
import type { Connection } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import type { RequestContext } from '../request/context.js';
import type { RequestView } from '../request/request-view.js';
import { bindRevision, pageOfRevisions } from './revision-lists.js';
import { GraphRevisionConnection, GraphRevisionType } from './revision.type.js';

@ArgsType()
class HistoryArgs extends pageArguments(20) {}

@Resolver(() => ConceptType)
export class ConceptHistoryResolver {
  @Directive('@tag(name: "authoring")')
  @FieldResolver(() => GraphRevisionConnection, {
    description:
      'The revisions that added, changed or ended this concept, or a claim with this concept as subject or target; newest first. Revisions after the requested revision are not listed.',
  })
  history(
    @Root() concept: Concept,
    @Args(() => HistoryArgs) args: HistoryArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<Connection<GraphRevision>> {
    const requestView = context.viewOf(concept);
    return mapMaybe(requestView.loaders.revisionsOf.load(concept.id), (numbers) =>
      pageOfRevisions(context, requestView, [concept.id, 'history'], numbers, args),
    );
  }
}

@Resolver(() => ClaimType)
export class ClaimHistoryResolver {
  @Directive('@tag(name: "authoring")')
  @FieldResolver(() => GraphRevisionType, {
    description: 'The revision that added the claim, or that last changed it.',
  })
  sinceRevision(@Root() claim: Claim, @Ctx() context: RequestContext): MaybePromise<GraphRevision | null> {
    return loadRevision(context, context.viewOf(claim), claim.since);
  }

  @Directive('@tag(name: "authoring")')
  @FieldResolver(() => GraphRevisionType, {
    nullable: true,
    description:
      'The revision that ended the claim; null if the claim is valid at the requested revision. Only claims that other claims superseded can be read after their end.',
  })
  untilRevision(@Root() claim: Claim, @Ctx() context: RequestContext): MaybePromise<GraphRevision | null> {
    const requestView = context.viewOf(claim);
    return mapMaybe(requestView.loaders.claimEnd.load(claim.id), (end) =>
      end === null ? null : loadRevision(context, requestView, end),
    );
  }
}

function loadRevision(
  context: RequestContext,
  requestView: RequestView,
  number: number,
): MaybePromise<GraphRevision | null> {
  return mapMaybe(
    requestView.loaders.revision.load(number),
    (revision) => revision && bindRevision(context, requestView, revision),
  );
}
