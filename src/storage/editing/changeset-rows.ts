import { sql } from 'kysely';
import { deepFreeze } from '../../graph/deep-freeze.js';
import type {
  Changeset,
  ChangesetKind,
  ChangesetReview,
  ChangesetState,
  EditRecord,
  EditReview,
  ReviewVerdict,
} from '../../graph/ports/changesets.js';

/** A row of `changeset`. */
export interface ChangesetRow {
  readonly id: string;
  readonly number: number;
  readonly version: number;
  readonly state: ChangesetState;
  readonly kind: ChangesetKind;
  readonly title: string;
  readonly principal: string | null;
  readonly author: string;
  readonly on_behalf_of: string | null;
  readonly model: string | null;
  readonly base: number;
  readonly edits: number;
  readonly last_edit: number;
  readonly opened_at: string;
  readonly changed_at: string;
  readonly publish_at: string | null;
  readonly revision: number | null;
  readonly problems: string;
}

export const changesetColumns = sql`c.id, c.number, c.version, c.state, c.kind, c.title, c.principal, c.author, c.on_behalf_of, c.model,
  c.base, c.edits, c.last_edit, c.opened_at, c.changed_at, c.publish_at, c.revision, c.problems`;

export function toChangeset(row: ChangesetRow): Changeset {
  return deepFreeze({
    id: row.id,
    number: row.number,
    version: row.version,
    state: row.state,
    kind: row.kind,
    title: row.title,
    author: {
      principal: row.principal,
      name: row.author,
      onBehalfOf: row.on_behalf_of,
      model: row.model,
    },
    base: row.base,
    edits: row.edits,
    openedAt: row.opened_at,
    changedAt: row.changed_at,
    publishAt: row.publish_at,
    revision: row.revision,
    problems: JSON.parse(row.problems) as unknown[],
  });
}

/** The columns of `changeset_edit` from which an edit is read. */
export interface EditRow {
  readonly number: number;
  readonly edit: string;
  readonly base: string;
}

export function toEdit({ number, edit, base }: EditRow): EditRecord {
  return deepFreeze({ number, edit: JSON.parse(edit) as unknown, base: JSON.parse(base) as unknown });
}

/** A row of `changeset_review`. */
export interface ReviewRow {
  readonly version: number;
  readonly time: string;
  readonly principal: string | null;
  readonly reviewer: string;
  readonly on_behalf_of: string | null;
  readonly model: string | null;
  readonly verdict: ReviewVerdict;
  readonly comment: string | null;
  readonly edits: string;
}

export function toReview(row: ReviewRow): ChangesetReview {
  return deepFreeze({
    version: row.version,
    time: row.time,
    reviewer: {
      principal: row.principal,
      name: row.reviewer,
      onBehalfOf: row.on_behalf_of,
      model: row.model,
    },
    verdict: row.verdict,
    comment: row.comment,
    edits: JSON.parse(row.edits) as EditReview[],
  });
}
