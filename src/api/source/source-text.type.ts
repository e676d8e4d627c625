import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('SourceText', {
  simpleResolvers: true,
  description:
    'A text of a source as it was imported, which the offsets of citations count in. It never changes.',
})
export class SourceTextType {
  @Field(() => String, {
    description: 'What it is known by: the textHash of the citations that were read in it.',
  })
  readonly hash!: string;

  @Field(() => String, {
    description: 'What it is written in: text/plain, text/markdown, text/html or text/tab-separated-values.',
  })
  readonly mediaType!: string;

  @Field(() => Int, { description: 'The revision that it came with.' })
  readonly since!: number;
}
