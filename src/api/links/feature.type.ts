import { Directive, Field, ObjectType } from 'type-graphql';
import type { FeatureKind } from '../../graph/concept.js';
import { FeatureKindEnum } from '../vocabulary/enums.js';
import { ConceptType, NodeType } from '../concept/node.type.js';

@Directive('@key(fields: "id")')
@Directive('@key(fields: "slug")')
@ObjectType('Feature', {
  implements: [NodeType, ConceptType],
  simpleResolvers: true,
  description: 'A characteristic, service or practice of an approach. It can lead to benefits and drawbacks.',
})
export class FeatureType extends ConceptType {
  @Field(() => FeatureKindEnum, { description: 'The kind of the feature.' })
  readonly featureKind!: FeatureKind;
}
