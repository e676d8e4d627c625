import { Directive, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType('UseCase', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'A need or situation that an approach suits.',
})
export class UseCaseType extends ConceptType {}
