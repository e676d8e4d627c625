import { IsInt, Max, Min } from 'class-validator';
import { ArgsType, Directive, Field, Int, ObjectType, type ClassType } from 'type-graphql';
import type { Support } from '../../graph/values/support.js';
import { ClaimType } from '../claim/claim.type.js';
import type { Connection, Edge, PageArguments, PageInfo } from './connection.js';
import { SupportEnum } from '../vocabulary/enums.js';

/** The maximum number of items on a page. */
export const maxPageSize = 500;

type Constructor<Instance> = new () => Instance;

/** Creates the class of the arguments of a list: the page size and the cursor. @param first the default page size */
export function pageArguments(first: number): Constructor<PageArguments> {
  @ArgsType()
  class PageArgs implements PageArguments {
    @Field(() => Int, {
      defaultValue: first,
      description: `Maximum number of items on the page: 0 to ${maxPageSize}.`,
    })
    @IsInt()
    @Min(0, { message: `first: expected 0 to ${maxPageSize}, got $value.` })
    @Max(maxPageSize, {
      message: `first: expected 0 to ${maxPageSize}, got $value. Use "after" for further pages.`,
    })
    readonly first!: number;

    @Field(() => String, {
      nullable: true,
      description:
        'The page starts after the item with this cursor. The cursor is from a page of the same list, requested with the same arguments except `first` and `after`.',
    })
    readonly after?: string | null;
  }
  return PageArgs;
}

@Directive('@shareable')
@ObjectType('PageInfo', { simpleResolvers: true, description: 'The position of a page in its list.' })
export class PageInfoType implements PageInfo {
  @Field(() => Boolean, { description: 'Whether items follow this page.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, {
    description: 'Whether items precede this page: true if the page was requested with a cursor.',
  })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor of the first item; null for an empty page.',
  })
  readonly startCursor!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The cursor of the last item. Pass it as `after` to get the next page. Null for an empty page.',
  })
  readonly endCursor!: string | null;
}

/** The description of a list in the schema. */
interface ListDescription {
  /** The name before "Connection" and "Edge". */
  readonly name: string;
  /** The content of the list, for descriptions: "features of an approach". */
  readonly content: string;
  /** The description of `totalCount`. Default: a description of the exact number of items. */
  readonly countDescription?: string;
}

/** Creates the GraphQL type of a list of nodes. */
export function connectionOf<Node extends object>(
  { name, content }: ListDescription,
  node: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, { simpleResolvers: true, description: `An edge in a list of ${content}.` })
  class EdgeClass implements Edge<Node> {
    @Field(() => String, {
      description: 'Opaque cursor of this edge. Pass it as `after` to get the items after this edge.',
    })
    readonly cursor!: string;

    @Field(node, { description: 'The node.' })
    readonly node!: Node;
  }
  return connectionClass({ name, content }, EdgeClass, node);
}

/** Creates the GraphQL type of a list of linked concepts: one edge per concept, with the claims that state the link. */
export function linkConnectionOf<Node extends object>(
  { name, content }: ListDescription,
  node: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Edge`, {
    simpleResolvers: true,
    description: `An edge in a list of ${content}. Each linked concept has one edge, even if several sources state the link.`,
  })
  class EdgeClass implements Edge<Node> {
    @Field(() => String, {
      description: 'Opaque cursor of this edge. Pass it as `after` to get the items after this edge.',
    })
    readonly cursor!: string;

    @Field(node, { description: 'The linked concept.' })
    readonly node!: Node;

    @Field(() => SupportEnum, {
      nullable: true,
      description:
        'Whether the link exists, according to the claims with the highest rank. If sources disagree, the value with the most sources. Null if the sources state only that the link is unknown or not applicable.',
    })
    readonly support!: Support | null;

    @Field(() => [ClaimType], {
      description: 'The claims that state this link.',
    })
    readonly claims!: readonly ClaimType[];
  }
  return connectionClass({ name, content }, EdgeClass, node);
}

/** Creates the GraphQL type of a list with the given class of edges. */
export function connectionClass<Node extends object>(
  { name, content, countDescription = 'The number of items on all pages.' }: ListDescription,
  edge: ClassType<Edge<Node>>,
  node: () => ClassType<Node>,
): ClassType<Connection<Node>> {
  @ObjectType(`${name}Connection`, { simpleResolvers: true, description: `A page of a list of ${content}.` })
  class ConnectionClass implements Connection<Node> {
    @Field(() => [edge], {
      description: 'The items of the page with their cursors.',
    })
    readonly edges!: readonly Edge<Node>[];

    @Field(() => [node()], { description: 'The items of the page without their cursors.' })
    readonly nodes!: readonly Node[];

    @Field(() => PageInfoType, { description: 'The position of the page in the list.' })
    readonly pageInfo!: PageInfo;

    @Field(() => Int, { description: countDescription })
    readonly totalCount!: number;
  }
  return ConnectionClass;
}
