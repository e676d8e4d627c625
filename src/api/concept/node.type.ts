import { Directive, Field, ID, InterfaceType } from 'type-graphql';
import { conceptKinds, memberName, type ConceptKind } from '../../graph/concept.js';
import { ConceptKindEnum } from '../vocabulary/enums.js';

@InterfaceType('Node', { description: 'Anything that has an id of its own and can be fetched by it.' })
export abstract class NodeType {
  @Field(() => ID, { description: 'Globally unique; never changes and is never given to anything else.' })
  readonly id!: string;
}

@Directive('@key(fields: "id")')
@InterfaceType('Concept', {
  implements: NodeType,
  description:
    'A named thing in the graph (in SKOS: a concept with a preferred label and alternative labels). What is said of it is said by claims.',
})
export abstract class ConceptType {
  @Field(() => ID, {
    description:
      'The kind and the first slug, e.g. "approach/msp": readable, given once, never changes. It can stand wherever a slug can.',
  })
  readonly id!: string;

  @Field(() => ConceptKindEnum, { description: 'What kind of thing it is.' })
  readonly kind!: ConceptKind;

  @Field(() => String, {
    description:
      'Short name for addresses, unique within the kind. It may be renamed; old slugs keep leading here and are never given to another concept.',
  })
  readonly slug!: string;

  @Field(() => String, { description: 'The preferred name.' })
  readonly name!: string;

  @Field(() => [String], { description: 'Other names and abbreviations.' })
  readonly aliases!: readonly string[];

  @Field(() => String, { nullable: true, description: 'What it is, in a sentence or two.' })
  readonly summary!: string | null;

  @Field(() => [String], {
    description: 'URIs of the same thing elsewhere, e.g. in Wikidata or a company catalogue.',
  })
  readonly sameAs!: readonly string[];
}

/** The names of the GraphQL types that concepts of each kind have: `UseCase`. */
export const conceptTypeNames = Object.freeze(
  Object.fromEntries(conceptKinds.map((kind) => [kind, typeName(kind)])),
) as Readonly<Record<ConceptKind, string>>;

function typeName(kind: ConceptKind): string {
  return memberName(kind).replace(/^./u, (first) => first.toUpperCase());
}
