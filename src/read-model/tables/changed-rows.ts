import type { StoredSlug } from '../../graph/ports/feed.js';

/** A record with more entries than this counts as incomplete. */
const maxRows = 50_000;

/** Records which rows of the tables a publication changes, up to a bound. */
export class ChangedRows {
  /** The rows of the claims that were added or ended. A claim that was changed in place has two: the old and the new row. */
  readonly claims: number[] = [];
  /** The ids of the concepts that were added, changed or ended. */
  readonly concepts = new Set<string>();
  readonly slugs: StoredSlug[] = [];

  /** Whether the record may be incomplete, because the publication changes too many rows. */
  get hasOverflowed(): boolean {
    return this.claims.length + this.concepts.size + this.slugs.length > maxRows;
  }

  addClaim(row: number | undefined): void {
    if (row !== undefined && !this.hasOverflowed) this.claims.push(row);
  }

  addConcept(id: string): void {
    if (!this.hasOverflowed) this.concepts.add(id);
  }

  addSlug(slug: StoredSlug): void {
    if (!this.hasOverflowed) this.slugs.push(slug);
  }
}
