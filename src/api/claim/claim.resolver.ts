import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { QualifiedValue } from '../../comparison/cells/cell.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import type { Citation, Claim } from '../../graph/claim.js';
import type { Concept } from '../../graph/concept.js';
import { loadConcept } from '../../graph/loaders/loaders.js';
import { CitedSourceType } from '../source/cited-source.type.js';
import type { CellPart } from '../../words/cells/cell-text.js';
import { quantityText, type AmountBounds } from '../../words/values/quantity-text.js';
import { claimValueText } from '../../words/values/value-text.js';
import { localeInWords } from '../vocabulary/locale-argument.js';
import { localeOf } from '../request/presentation.js';
import { ClaimValueUnion, QuantityValueType } from './claim-value.type.js';
import { CitationType, ClaimType } from './claim.type.js';
import { CellPartType, QualifiedValueType } from '../comparison/comparison.type.js';
import type { RequestContext } from '../request/context.js';
import { ViewArguments } from '../request/view-arguments.js';
import { ConceptType } from '../concept/node.type.js';
import { loadValue, type LoadedValue } from './value.js';

@Resolver(() => ClaimType)
export class ClaimResolver {
  @Query(() => ClaimType, { nullable: true, description: 'A claim by its id; null if no claim has this id.' })
  claim(
    @Arg('id', () => ID, { description: 'The id of the claim.' }) id: string,
    @Args(() => ViewArguments) viewArguments: ViewArguments,
    @Ctx() context: RequestContext,
  ): MaybePromise<Claim | null> {
    return mapMaybe(context.viewAt(viewArguments), ({ loaders }) => loaders.claim.load(id));
  }

  @FieldResolver(() => ConceptType, { description: 'The concept that the claim is about.' })
  subject(@Root() claim: Claim, @Ctx() context: RequestContext): MaybePromise<Concept | null> {
    return loadConcept(context.loadersFor(claim), claim.subject);
  }

  @FieldResolver(() => ConceptType, {
    nullable: true,
    description:
      'The second concept of the claim: the dimension for HAS_VALUE, the linked concept for links; null for definitions and other texts.',
  })
  target(@Root() claim: Claim, @Ctx() context: RequestContext): MaybePromise<Concept | null> {
    return claim.target === null ? null : loadConcept(context.loadersFor(claim), claim.target);
  }

  @FieldResolver(() => ClaimValueUnion, {
    nullable: true,
    description:
      'The value along the dimension, or whether the link exists; null if the claim has only a text or states an absence.',
  })
  value(@Root() claim: Claim, @Ctx() context: RequestContext): MaybePromise<LoadedValue | null> {
    return loadValue(context.loadersFor(claim), claim);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The value, or the reason why there is none, with its conditions, as text in a language, in the stated unit: "18 TB (recording: native)". Null if the claim has only a text.',
  })
  valueText(
    @Root() claim: Claim,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Ctx() context: RequestContext,
  ): string | null {
    return claimValueText(localeOf(context.presentation, locale), claim);
  }

  @FieldResolver(() => CitedSourceType, { description: 'The source that states the claim.' })
  source(@Root() claim: Claim, @Ctx() context: RequestContext): MaybePromise<Concept | null> {
    return loadConcept(context.loadersFor(claim), claim.source);
  }

  @FieldResolver(() => [CitationType], { description: 'The locations of the claim in its source.' })
  citations(@Root() claim: Claim, @Ctx() context: RequestContext): MaybePromise<readonly Citation[]> {
    return context.loadersFor(claim).citations.load(claim.id);
  }

  @FieldResolver(() => ClaimType, {
    nullable: true,
    description: 'The claim that this claim replaced in an edit.',
  })
  supersedes(@Root() claim: Claim, @Ctx() context: RequestContext): MaybePromise<Claim | null> {
    return claim.supersedes === null
      ? null
      : context.loadersFor(claim).lastClaimVersion.load(claim.supersedes);
  }
}

@Resolver(() => QualifiedValueType)
export class QualifiedValueResolver {
  @FieldResolver(() => ClaimValueUnion, {
    nullable: true,
    description: 'The value; null if the sources state an absence.',
  })
  value(
    @Root() { claims: [claim] }: QualifiedValue,
    @Ctx() context: RequestContext,
  ): MaybePromise<LoadedValue | null> {
    return claim ? loadValue(context.loadersFor(claim), claim) : null;
  }
}

@Resolver(() => CellPartType)
export class CellPartResolver {
  @FieldResolver(() => ClaimValueUnion, {
    nullable: true,
    description:
      'The value; null if the sources state an absence. If the part combines terms that accumulated without conditions, the value is the set of all these terms.',
  })
  value(
    @Root() { value, claims: [claim] }: CellPart,
    @Ctx() context: RequestContext,
  ): MaybePromise<LoadedValue | null> {
    return claim ? loadValue(context.loadersFor(claim), { value, target: claim.target }) : null;
  }
}

@Resolver(() => QuantityValueType)
export class QuantityValueResolver {
  @FieldResolver(() => String, {
    description:
      'The amounts as text in a language, in the stated unit, with all digits, e.g. "30 years or more" or "€49.90".',
  })
  text(
    @Root() value: AmountBounds,
    @Arg('locale', () => String, { nullable: true, description: localeInWords }) locale: string | null,
    @Ctx() context: RequestContext,
  ): string {
    return quantityText(localeOf(context.presentation, locale), value);
  }
}
