import { Directive, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@ObjectType('Approach', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description:
    'A way of doing something that can be chosen, such as a method, product, service or licence: what is compared.',
})
export class ApproachType extends ConceptType {}
