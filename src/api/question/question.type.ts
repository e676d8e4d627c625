import { Directive, Field, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@ObjectType('Question', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description:
    'An editorial question, such as "What is the difference between MSP and DevOps?", and its answer.',
})
export class QuestionType extends ConceptType {
  @Field(() => String, { nullable: true, description: 'The field that it belongs to.' })
  readonly category!: string | null;
}
