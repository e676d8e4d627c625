import { Directive, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType('Drawback', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'A bad effect of an approach or a feature.',
})
export class DrawbackType extends ConceptType {}
