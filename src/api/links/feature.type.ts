import { Directive, Field, ObjectType } from 'type-graphql';
import type { FeatureKind } from '../../graph/concept.js';
import { FeatureKindEnum } from '../vocabulary/enums.js';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@ObjectType('Feature', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'A part or trait that approaches have; it may lead to benefits and drawbacks.',
})
export class FeatureType extends ConceptType {
  @Field(() => FeatureKindEnum, { description: 'What sort of feature it is.' })
  readonly featureKind!: FeatureKind;
}
