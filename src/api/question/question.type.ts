import { Directive, Field, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType('Question', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description:
    'A reader\'s question, such as "What is the difference between MSP and DevOps?", with its answer.',
})
export class QuestionType extends ConceptType {
  @Field(() => String, { nullable: true, description: 'The subject area of the question.' })
  readonly category!: string | null;
}
