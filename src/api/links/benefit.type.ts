import { Directive, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@ObjectType('Benefit', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'An advantage that an approach brings.',
})
export class BenefitType extends ConceptType {}
