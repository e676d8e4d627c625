import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType('CitedSource', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'A source of claims, such as an article, a licence text, a table or an editorial team.',
})
export class CitedSourceType extends ConceptType {
  @Field(() => String, { nullable: true, description: 'The address of the source.' })
  readonly url!: string | null;

  @Field(() => String, { nullable: true, description: 'The publisher of the source.' })
  readonly publisher!: string | null;

  @Field(() => String, { nullable: true, description: 'The section in which the source was published.' })
  readonly category!: string | null;

  @Field(() => String, { nullable: true, description: 'The language, as a BCP 47 tag, e.g. "en".' })
  readonly language!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The date of publication in ISO 8601, with the known precision: 2024, 2024-05 or 2024-05-17.',
  })
  readonly publishedOn!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The date on which the source was read, in ISO 8601, with the known precision; null if it is not known. Pages can change after this date.',
  })
  readonly accessedOn!: string | null;

  @Field(() => Int, { nullable: true, description: 'The reading time in minutes.' })
  readonly readingMinutes!: number | null;
}
