import { Args, ArgsType, Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { Connection } from '../paging/connection.js';
import { connect } from '../paging/connection.js';
import { pageArguments } from '../paging/connection.type.js';
import { decodeCursor, encodeCursor } from '../paging/cursor.js';
import type { RequestContext } from '../request/context.js';
import { AuditEntryConnection, type AuditEntryType } from './audit.type.js';
import { editingOf } from './operators.js';

@ArgsType()
class AuditArgs extends pageArguments(50) {}

const list: readonly unknown[] = ['audit'];
const cursorShape: readonly [number: number] = [0];

@Resolver()
export class AuditResolver {
  @Directive('@tag(name: "authoring")')
  @Query(() => AuditEntryConnection, {
    nullable: true,
    description: 'The audit log, newest first: every write and every refusal. Needs the scope `admin`.',
  })
  async audit(
    @Args(() => AuditArgs) { first, after }: AuditArgs,
    @Ctx() context: RequestContext,
  ): Promise<Connection<AuditEntryType>> {
    const last = decodeCursor(list, after, cursorShape)?.[0] ?? null;
    const { items, hasNextPage, totalCount } = await editingOf(context).store.audit.page({
      first,
      after: last,
    });
    return connect(
      items.map(({ principal, ...entry }) => ({
        node: { ...entry, principalId: principal?.id ?? null, principalName: principal?.name ?? null },
      })),
      ({ node }) => encodeCursor(list, [node.number]),
      { hasNextPage, hasPreviousPage: last !== null, totalCount },
    );
  }
}
