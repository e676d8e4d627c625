import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Claim } from '../../graph/claim.js';
import type { CitedSource } from '../../graph/concept.js';
import { erasedRevisionKey, type Erasure } from '../../graph/ports/erasures.js';
import type { GraphRevision } from '../../graph/ports/history.js';
import type { SourceTextEntry } from '../../graph/source-text.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { ClaimType } from '../claim/claim.type.js';
import type { RequestContext } from '../request/context.js';
import { GraphRevisionType } from '../revision/revision.type.js';
import { CitedSourceType } from '../source/cited-source.type.js';
import { SourceTextType } from '../source/source-text.type.js';
import { ErasureType } from './erasure.type.js';

@Resolver(() => ClaimType)
export class ClaimErasureResolver {
  @FieldResolver(() => [ErasureType], {
    description:
      'The erasures of the quotes or the words of this claim, at any revision, newest first. Empty for most claims.',
  })
  erasures(@Root() claim: Claim, @Ctx() context: RequestContext): MaybePromise<readonly Erasure[]> {
    return context.viewOf(claim).loaders.erasures.load(claim.id);
  }
}

@Resolver(() => CitedSourceType)
export class CitedSourceErasureResolver {
  @FieldResolver(() => [ErasureType], {
    description:
      'The erasures of all words of this source, newest first. Claims of the source that stated only words are no longer in the graph, at any revision.',
  })
  erasures(@Root() source: CitedSource, @Ctx() context: RequestContext): MaybePromise<readonly Erasure[]> {
    return context.viewOf(source).loaders.erasures.load(source.id);
  }
}

@Resolver(() => SourceTextType)
export class SourceTextErasureResolver {
  @FieldResolver(() => [ErasureType], {
    description: 'The erasures of this text, newest first. If there are any, the text is empty.',
  })
  erasures(@Root() entry: SourceTextEntry, @Ctx() context: RequestContext): MaybePromise<readonly Erasure[]> {
    return context.loadersFor(entry).erasures.load(entry.hash);
  }
}

@Resolver(() => GraphRevisionType)
export class RevisionErasureResolver {
  @FieldResolver(() => ErasureType, {
    nullable: true,
    description: 'The erasure that added this revision; null for a revision that changed content.',
  })
  erasure(@Root() revision: GraphRevision, @Ctx() context: RequestContext): MaybePromise<Erasure | null> {
    const loading = context.loadersFor(revision).erasures.load(erasedRevisionKey(revision.number));
    return mapMaybe(loading, ([erasure]) => erasure ?? null);
  }
}
