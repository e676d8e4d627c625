import { IsOptional, Max, Min } from 'class-validator';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { badUserInput } from '../../graph/errors.js';
import { textMaxLength, type SourceTextEntry } from '../../graph/source-text.js';
import type { RequestContext } from '../request/context.js';
import { SourceTextType } from './source-text.type.js';

/** The maximum length of an excerpt, in code points. */
export const maxExcerptLength = 20_000;

const startMessage = `start: expected 0 to ${textMaxLength}, got $value.`;

@ArgsType()
class ExcerptArgs {
  @Field(() => Int, {
    defaultValue: 0,
    description: 'The offset of the first code point, counted from 0.',
  })
  @Min(0, { message: startMessage })
  @Max(textMaxLength, { message: startMessage })
  readonly start!: number;

  @Field(() => Int, {
    nullable: true,
    description: `The offset after the last code point: at most \`start\` + ${maxExcerptLength}, which is the default. If the text ends earlier, the result is shorter.`,
  })
  @IsOptional()
  readonly end?: number | null;
}

@Resolver(() => SourceTextType)
export class SourceTextResolver {
  @FieldResolver(() => String, {
    description:
      'A part of the text. With the `start` and `end` of a citation, the part is the quote of the citation.',
  })
  text(
    @Root() entry: SourceTextEntry,
    @Args(() => ExcerptArgs) { start, end }: ExcerptArgs,
    @Ctx() context: RequestContext,
  ): MaybePromise<string> {
    const excerptEnd = end ?? start + maxExcerptLength;
    if (excerptEnd < start || excerptEnd - start > maxExcerptLength) {
      throw badUserInput(
        `end: expected ${start} to ${start + maxExcerptLength}, at most ${maxExcerptLength} after "start", got ${excerptEnd}. Increase "start" to read later parts.`,
        { argument: 'end' },
      );
    }
    const excerpt = context.loadersFor(entry).excerpt.load({ hash: entry.hash, start, end: excerptEnd });
    return mapMaybe(excerpt, (text) => text ?? '');
  }
}
