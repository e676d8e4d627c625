import { Directive, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType('Approach', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'A method, product, service or licence that can be compared with other approaches.',
})
export class ApproachType extends ConceptType {}
