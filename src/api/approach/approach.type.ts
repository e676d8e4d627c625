import { Directive, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@ObjectType('Approach', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'Something that is compared with others: a method, product, service or licence.',
})
export class ApproachType extends ConceptType {}
