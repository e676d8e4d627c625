import { Directive, Field, Int, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@ObjectType('CitedSource', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'What claims are taken from: an article, a licence text, a table, an editorial team.',
})
export class CitedSourceType extends ConceptType {
  @Field(() => String, { nullable: true, description: 'Where it can be read.' })
  readonly url!: string | null;

  @Field(() => String, { nullable: true, description: 'Who published it.' })
  readonly publisher!: string | null;

  @Field(() => String, { nullable: true, description: 'The section or subject that it was published under.' })
  readonly category!: string | null;

  @Field(() => String, { nullable: true, description: 'Its language, as a BCP 47 tag, e.g. "en".' })
  readonly language!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'When it was published: an ISO 8601 date at the precision known (2024, 2024-05 or 2024-05-17).',
  })
  readonly publishedOn!: string | null;

  @Field(() => Int, { nullable: true, description: 'How long it takes to read, in minutes.' })
  readonly readingMinutes!: number | null;
}
