import { Directive, Field, ID, InterfaceType } from 'type-graphql';
import { conceptKinds, memberName, type ConceptKind } from '../../graph/concept.js';
import { ConceptKindEnum } from '../vocabulary/enums.js';

@InterfaceType('Node', { description: 'An object that can be fetched by its id.' })
export abstract class NodeType {
  @Field(() => ID, { description: 'The globally unique id. It never changes and is never reused.' })
  readonly id!: string;
}

@Directive('@key(fields: "id")')
@InterfaceType('Concept', {
  implements: NodeType,
  description:
    'A named thing that claims make statements about. (In SKOS terms: a concept with a preferred label and alternative labels.)',
})
export abstract class ConceptType {
  @Field(() => ID, {
    description:
      'The kind and the first slug, e.g. "approach/msp". The id never changes. Arguments that take a slug also take an id.',
  })
  readonly id!: string;

  @Field(() => ConceptKindEnum, { description: 'The kind of the concept.' })
  readonly kind!: ConceptKind;

  @Field(() => String, {
    description:
      'Short name for URLs, unique within the kind. It can change; former slugs still resolve to this concept and are never reused.',
  })
  readonly slug!: string;

  @Field(() => String, { description: 'The preferred name.' })
  readonly name!: string;

  @Field(() => [String], { description: 'Other names and abbreviations.' })
  readonly aliases!: readonly string[];

  @Field(() => String, { nullable: true, description: 'A description in one or two sentences.' })
  readonly summary!: string | null;

  @Field(() => [String], {
    description: 'URIs of the concept in other systems, e.g. Wikidata or a company catalogue.',
  })
  readonly sameAs!: readonly string[];
}

/** The names of the GraphQL types by kind of concept, e.g. `UseCase` for `USE_CASE`. */
export const conceptTypeNames = Object.freeze(
  Object.fromEntries(conceptKinds.map((kind) => [kind, typeName(kind)])),
) as Readonly<Record<ConceptKind, string>>;

function typeName(kind: ConceptKind): string {
  return memberName(kind).replace(/^./u, (first) => first.toUpperCase());
}
