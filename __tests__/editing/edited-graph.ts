import { baseEdits } from '../../src/editing/base-edits.js';
import type { Edit, StoredEdit } from '../../src/editing/edit.js';
import { resolveEdits } from '../../src/editing/resolve-edits.js';
import type { EditResolution } from '../../src/editing/resolution.js';
import type { GraphView } from '../../src/graph/ports/reading.js';
import type { Change, GraphStore, RevisionNote } from '../../src/graph/ports/writing.js';
import { claimId } from '../../src/graph/identity.js';
import {
  approach,
  dimension,
  feature,
  link,
  put,
  question,
  source,
  value,
} from '../storage/contract/examples.js';
import { sqliteStore, type TestStore } from '../support/stores.js';

export const edited: RevisionNote = { author: 'editor', message: 'an edit', origin: 'EDIT' };

/** The initial claims of the graph: two sources state that MSP is outsourced; one also states that MSP has support, and that DevOps is a practice. */
export const outsourced = value({ rank: 'NORMAL', text: 'MSPs are outsourced.' });
export const outsourcedToo = value({ source: 'cited-source/other' });
export const support = link('approach/msp', 'HAS_FEATURE', 'feature/support');
export const practice = value({ subject: 'approach/devops', value: { type: 'TEXT', text: 'a practice' } });
export const idOf = claimId;

const initial: readonly Change[] = put(
  source('article'),
  source('other'),
  approach('msp', { name: 'MSP' }),
  approach('devops', { name: 'DevOps' }),
  approach('idle', { name: 'Idle' }),
  dimension('nature'),
  dimension('size', { valueType: 'ORDINAL', levels: ['small', 'large'] }),
  feature('support'),
  question('which'),
  outsourced,
  outsourcedToo,
  support,
  practice,
);

/** A small graph that is edited by changesets. */
export class EditedGraph {
  readonly store: GraphStore;
  readonly #test: TestStore;

  private constructor(test: TestStore) {
    this.#test = test;
    this.store = test.store;
  }

  static async open(changes: readonly Change[] = initial): Promise<EditedGraph> {
    const graph = new EditedGraph(await sqliteStore.open());
    await graph.store.apply(changes, { ...edited, origin: 'IMPORT' });
    return graph;
  }

  async view(at?: number): Promise<GraphView> {
    const view = await this.store.reader.openView(at);
    if (!view) throw new Error(`Expected a view of revision ${at}, got null.`);
    return view;
  }

  /** Bases edits on the published view, and numbers them from `after + 1`. @returns the edits as a changeset stores them */
  async add(edits: readonly Edit[], after = 0): Promise<readonly StoredEdit[]> {
    // A changeset stores edits as JSON.
    return JSON.parse(JSON.stringify(await baseEdits(await this.view(), edits, after + 1))) as StoredEdit[];
  }

  async resolve(edits: readonly StoredEdit[]): Promise<EditResolution> {
    return resolveEdits(await this.view(), edits);
  }

  /** Publishes edits, unless one of them has a problem. @returns the resolution */
  async publish(edits: readonly StoredEdit[]): Promise<EditResolution> {
    const resolution = await this.resolve(edits);
    if (resolution.problems.length === 0) await this.store.apply(resolution.changes, edited);
    return resolution;
  }

  /** Adds edits and publishes them. @throws {Error} if one of them has a problem */
  async edit(...edits: Edit[]): Promise<EditResolution> {
    const resolution = await this.publish(await this.add(edits));
    const [problem] = resolution.problems;
    if (problem) throw new Error(`Expected edits without problems, got ${problem.code}: ${problem.message}`);
    return resolution;
  }

  async close(): Promise<void> {
    await this.#test.close();
  }
}
