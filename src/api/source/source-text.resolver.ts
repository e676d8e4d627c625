import { IsOptional, Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { badUserInput } from '../../graph/errors.js';
import { textMaxLength, type SourceTextEntry } from '../../graph/source-text.js';
import type { RequestContext } from '../request/context.js';
import { SourceTextType } from './source-text.type.js';

/** Maximum length of an excerpt, in code points. */
export const longestExcerpt = 20_000;

const offsets = `start: expected 0 to ${textMaxLength}, got $value.`;

@ArgsType()
class ExcerptArgs {
  @Field(() => Int, {
    defaultValue: 0,
    description: 'The offset of the first code point, counted from 0.',
  })
  @Min(0, { message: offsets })
  @Max(textMaxLength, { message: offsets })
  readonly start!: number;

  @Field(() => Int, {
    nullable: true,
    description: `The offset after the last code point: at most ${longestExcerpt} after \`start\`, which is also the default. The result is shorter if the text ends before.`,
  })
  @IsOptional()
  readonly end?: number | null;
}

@Resolver(() => SourceTextType)
export class SourceTextResolver {
  @FieldResolver(() => String, {
    description:
      'A part of the text. With the `start` and `end` of a citation, it is the quote of the citation.',
  })
  text(
    @Root() entry: SourceTextEntry,
    @Args(() => ExcerptArgs) { start, end }: ExcerptArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<string> {
    const until = end ?? start + longestExcerpt;
    if (until < start || until - start > longestExcerpt) {
      throw badUserInput(
        `end: expected ${start} to ${start + longestExcerpt}, at most ${longestExcerpt} after "start", got ${until}. Use "start" for further parts.`,
        { argument: 'end' },
      );
    }
    const excerpt = context.loadersFor(entry).excerpt.load({ hash: entry.hash, start, end: until });
    return mapMaybe(excerpt, (text) => text ?? '');
  }
}
