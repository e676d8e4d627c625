import { Field, Int, ObjectType } from 'type-graphql';

@ObjectType('SourceText', {
  simpleResolvers: true,
  description:
    'The imported text of a source, to which the offsets of citations refer. Only an erasure changes the text: it is then empty.',
})
export class SourceTextType {
  @Field(() => String, {
    description: 'The hash of the text: the `textHash` of citations that refer to the text.',
  })
  readonly hash!: string;

  @Field(() => String, {
    description: 'The media type: text/plain, text/markdown, text/html or text/tab-separated-values.',
  })
  readonly mediaType!: string;

  @Field(() => Int, { description: 'The revision that added the text.' })
  readonly since!: number;
}
