import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../paging/connection.type.js';
import { enumOf } from '../vocabulary/enums.js';

type AuditOutcome = 'DONE' | 'REFUSED';
const AuditOutcomeEnum = enumOf<AuditOutcome>('AuditOutcome', ['DONE', 'REFUSED'], 'How an action ended.', {
  DONE: 'The action succeeded.',
  REFUSED: 'The action was refused and changed nothing.',
});

@ObjectType('AuditEntry', { simpleResolvers: true, description: 'A write, or a refusal, in the audit log.' })
export class AuditEntryType {
  @Field(() => Int, {
    description: 'The number, which increases from entry to entry. Numbers may be missing.',
  })
  readonly number!: number;

  @Field(() => String, { description: 'The time: ISO 8601, UTC.' })
  readonly time!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The id of the principal; null for a request without a valid key.',
  })
  readonly principalId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the principal; null for a request without a valid key.',
  })
  readonly principalName!: string | null;

  @Field(() => String, {
    description:
      'A root field such as "publishChangeset", a command, "authenticate" for an invalid key or preview token, or "read" for a request without the right to read.',
  })
  readonly action!: string;

  @Field(() => AuditOutcomeEnum, { description: 'How the action ended.' })
  readonly outcome!: AuditOutcome;

  @Field(() => String, { nullable: true, description: 'The code of a refusal; null for a write.' })
  readonly code!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A scope that is sufficient for the action; null on the command line, for a scheduled publication, and for "authenticate".',
  })
  readonly scope!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The id of a changeset, the id or name of a key, or the number of a revision; null if the entry is about none of them.',
  })
  readonly subject!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The id of the request, as in the logs of the server; for several equal refusals, the id of the last request. "command-line" for a command; null for a scheduled publication.',
  })
  readonly requestId!: string | null;

  @Field(() => Int, { description: 'The number of equal refusals that the entry represents; 1 for a write.' })
  readonly count!: number;
}

export const AuditEntryConnection = connectionOf(
  { name: 'AuditEntry', content: 'entries of the audit log' },
  () => AuditEntryType,
);
