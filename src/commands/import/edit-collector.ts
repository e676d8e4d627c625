import { baseEdits } from '../../editing/base-edits.js';
import { maxGeneratedEdits } from '../../editing/editing-limits.js';
import { importEdits, type EffectiveChange } from '../../editing/import-edits.js';
import { newDrafts, publishedView } from '../../editing/operations/changeset-edits.js';
import { invalidChange } from '../../graph/errors.js';
import type { Changeset } from '../../graph/ports/changesets.js';
import type { Change, GraphStore, WriteOptions } from '../../graph/ports/writing.js';
import { commandAudit } from '../graph/command-audit.js';

/** Collects the effective changes of a rehearsed import as the edits of a changeset. */
export class EditCollector {
  readonly #title: string;
  readonly #changes: EffectiveChange[] = [];

  constructor(title: string) {
    this.#title = title;
  }

  /** The options with which a rehearsal reports its changes to this collector. */
  get writeOptions(): Pick<WriteOptions, 'onChange'> {
    return { onChange: (change) => this.#add(change) };
  }

  #add(change: Change): void {
    if (change.type === 'completeSource') return;
    if (this.#changes.length === maxGeneratedEdits) {
      throw invalidChange(
        `Expected at most ${maxGeneratedEdits} changes for a changeset, got more: import in several parts, or without --changeset.`,
      );
    }
    this.#changes.push(change);
  }

  /** Opens the changeset. @returns null if the import changes nothing */
  async open({ reader, changesets }: GraphStore, author: string): Promise<Changeset | null> {
    if (this.#changes.length === 0) return null;
    const edits = await baseEdits(await publishedView(reader), importEdits(this.#changes), 1);
    const { changeset } = await changesets.open(
      {
        kind: 'IMPORT',
        title: this.#title,
        author: { principal: null, name: author, onBehalfOf: null, model: null },
        edits: newDrafts(edits),
      },
      { audit: commandAudit('importIntoChangeset', author) },
    );
    return changeset;
  }
}
