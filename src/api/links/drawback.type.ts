import { Directive, ObjectType } from 'type-graphql';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@ObjectType('Drawback', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'A disadvantage that an approach has.',
})
export class DrawbackType extends ConceptType {}
