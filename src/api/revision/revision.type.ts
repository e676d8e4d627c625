import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import type { ChangeKind, RevisionOrigin } from '../../graph/ports/history.js';
import { NodeType } from '../concept/node.type.js';
import { connectionOf } from '../paging/connection.type.js';
import { ChangeKindEnum, RevisionOriginEnum } from '../vocabulary/enums.js';

@ObjectType('GraphRevision', {
  simpleResolvers: true,
  description:
    'A published state of the graph. Each publication adds a revision; older revisions can still be queried.',
})
export class GraphRevisionType {
  @Field(() => Int, { description: 'The number of the revision, counted from 1.' })
  readonly number!: number;

  @Field(() => String, { description: 'The time of publication: ISO 8601, UTC.' })
  readonly time!: string;

  @Directive('@tag(name: "authoring")')
  @Field(() => String, { description: 'The author of the revision.' })
  readonly author!: string;

  @Directive('@tag(name: "authoring")')
  @Field(() => String, { description: 'A message that describes the changes.' })
  readonly message!: string;

  @Field(() => RevisionOriginEnum, { description: 'The operation that created the revision.' })
  readonly origin!: RevisionOrigin;

  @Directive('@tag(name: "authoring")')
  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the principal whose key opened the changeset of the revision; null for a revision of the command line.',
  })
  readonly principal!: string | null;

  @Directive('@tag(name: "authoring")')
  @Field(() => String, {
    nullable: true,
    description: 'The person on whose behalf the principal acted, as the principal stated it: unverified.',
  })
  readonly onBehalfOf!: string | null;

  @Directive('@tag(name: "authoring")')
  @Field(() => String, {
    nullable: true,
    description: 'The model of an assistant, as the principal stated it: unverified.',
  })
  readonly model!: string | null;

  @Directive('@tag(name: "authoring")')
  @Field(() => ID, {
    nullable: true,
    description: 'The id of the changeset that was published as this revision.',
  })
  readonly changeset!: string | null;

  @Directive('@tag(name: "authoring")')
  @Field(() => String, {
    nullable: true,
    description:
      'The name of the person or program that published the changeset; null for a revision without a changeset, and before the publication.',
  })
  readonly publisher!: string | null;

  @Directive('@tag(name: "authoring")')
  @Field(() => ID, {
    nullable: true,
    description:
      'The id of the principal that published the changeset; null if `publisher` is null, and for a publication on the command line.',
  })
  readonly publisherPrincipal!: string | null;
}

@ObjectType('RevisionChange', {
  simpleResolvers: true,
  description: 'A concept or claim that a revision added, changed or ended.',
})
export class RevisionChangeType {
  // Not `id`: normalised caches would merge the changes of one concept by several revisions.
  @Field(() => ID, { description: 'The id of the concept or claim.' })
  readonly changedId!: string;

  @Field(() => ChangeKindEnum, { description: 'The effect of the revision.' })
  readonly kind!: ChangeKind;

  @Field(() => NodeType, {
    nullable: true,
    description:
      'The concept or claim before the revision; its fields are read at the previous revision. Null if the revision added it.',
  })
  readonly before!: NodeType | null;

  @Field(() => NodeType, {
    nullable: true,
    description:
      'The concept or claim after the revision; its fields are read at this revision. Null if the revision ended it.',
  })
  readonly after!: NodeType | null;
}

export const GraphRevisionConnection = connectionOf(
  { name: 'GraphRevision', content: 'revisions' },
  () => GraphRevisionType,
);
export const RevisionChangeConnection = connectionOf(
  { name: 'RevisionChange', content: 'changes of a revision' },
  () => RevisionChangeType,
);
