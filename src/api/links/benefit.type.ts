import { Directive, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType('Benefit', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'A good effect of an approach or a feature.',
})
export class BenefitType extends ConceptType {}
