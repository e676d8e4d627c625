import { IsInt, Max, Min } from 'class-validator';
import { ArgsType, Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Support } from '../../graph/values/support.js';
import { ClaimType } from '../claim/claim.type.js';
import type { Connection, Edge, PageArguments, PageInfo } from './connection.js';
import { SupportEnum } from '../vocabulary/enums.js';

/** The most items that a page may have. */
export const maxPageSize = 500;

type Constructor<Instance> = new () => Instance;

/** The arguments of a list: how many items at most, and where to go on. */
export function pageArguments(first: number): Constructor<PageArguments> {
  @ArgsType()
  class PageArgs implements PageArguments {
    @Field(() => Int, {
      defaultValue: first,
      description: `How many items to return at most: 0 to ${maxPageSize}.`,
    })
    @IsInt()
    @Min(0, { message: `first: expected 0 to ${maxPageSize}, got $value.` })
    @Max(maxPageSize, {
      message: `first: expected 0 to ${maxPageSize}, got $value. Ask for further pages with "after".`,
    })
    readonly first!: number;

    @Field(() => String, {
      nullable: true,
      description:
        'Return the items that follow this cursor: an endCursor of this list, asked with the same arguments.',
    })
    readonly after?: string | null;
  }
  return PageArgs;
}

@Directive('@shareable')
@ObjectType('PageInfo', { simpleResolvers: true, description: 'Where a page stands in its list.' })
export class PageInfoType implements PageInfo {
  @Field(() => Boolean, { description: 'Whether items follow.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: 'Whether the page was asked for with a cursor, so that items come before it.',
  })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of its first item; null for an empty page.',
  })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of its last item: give it as "after" for the next page.',
  })
  readonly endCursor!: string | null;
}

/** What the schema says of a list. */
interface ListDescription {
  /** The name before "Connection" and "Edge". */
  readonly name: string;
  /** What the list holds, in words: "features of an approach". */
  readonly holds: string;
  /** What its total counts, where that wants more words. */
  readonly counts?: string;
}

/** The GraphQL type of a list of nodes. */
export function connectionOf<Node extends object>(
  { name, holds }: ListDescription,
  node: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `One place in a list of ${holds}.` })
  class EdgeClass implements Edge<Node> {
    @Field(() => String, { description: 'Marks this place: give it as "after" to go on from here.' })
    readonly cursor!: string;

    @Field(node, { description: 'What stands here.' })
    readonly node!: Node;
  }
  return connectionClass({ name, holds }, EdgeClass, node);
}

/** The GraphQL type of a list of linked concepts: one edge a concept, with the claims that make the link. */
export function linkConnectionOf<Node extends object>(
  { name, holds }: ListDescription,
  node: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `One place in a list of ${holds}: one for each linked concept, however many sources state the link.`,
  })
  class EdgeClass implements Edge<Node> {
    @Field(() => String, { description: 'Marks this place: give it as "after" to go on from here.' })
    readonly cursor!: string;

    @Field(node, { description: 'The linked concept.' })
    readonly node!: Node;

    @Field(() => SupportEnum, {
      nullable: true,
      description:
        'Whether the link holds, by the claims of the best rank; the best supported, where sources disagree; null where it is only said to be unknown or not applicable.',
    })
    readonly support!: Support | null;

    @Field(() => [ClaimType], {
      description: 'The claims that state the link, each with its words and its source.',
    })
    readonly claims!: readonly ClaimType[];
  }
  return connectionClass({ name, holds }, EdgeClass, node);
}

/** The GraphQL type of a list whose edges are of a class of their own. */
export function connectionClass<Node extends object>(
  { name, holds, counts = 'How many items the whole list has.' }: ListDescription,
  edge: ClassType<Edge<Node>>,
  node: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${holds}.` })
  class ConnectionClass implements Connection<Node> {
    @Field(() => [edge], {
      description: 'The items with their cursors, and what belongs to their place in the list.',
    })
    readonly edges!: readonly Edge<Node>[];

    @Field(() => [node()], { description: 'The items alone.' })
    readonly nodes!: readonly Node[];

    @Field(() => PageInfoType, { description: 'Where the page stands in the list.' })
    readonly pageInfo!: PageInfo;

    @Field(() => Int, { description: counts })
    readonly totalCount!: number;
  }
  return ConnectionClass;
}
