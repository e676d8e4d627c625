import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe } from '@jest/globals';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import type { Change, GraphStore, RevisionNote } from '../../../src/graph/ports/writing.js';
import type { TestStore, TestStoreKind } from '../../support/stores.js';
import { long } from '../../support/test-run.js';
import { describeApplying } from './contract-applying.js';
import { describeChangesets } from './contract-changesets.js';
import { describeConcurrency } from './contract-concurrency.js';
import { describeDeadlines } from './contract-deadlines.js';
import { describeErasing } from './contract-erasing.js';
import { describeFeed } from './contract-feed.js';
import { describeHistory } from './contract-history.js';
import { describeRevisions } from './contract-revisions.js';
import { describeSourceTexts } from './contract-source-texts.js';
import { describeKeptEdits } from './contract-kept-edits.js';
import { describeLimits } from './contract-limits.js';
import { describePages } from './contract-pages.js';
import { describeReading } from './contract-reading.js';
import { describeRejections } from './contract-rejections.js';
import { describeSearchSize } from './contract-search-size.js';
import { describeSearch } from './contract-search.js';
import { describeSpreads } from './contract-spreads.js';
import { describeStatements } from './contract-statements.js';
import { describeStatistics } from './contract-statistics.js';
import { describeTexts } from './contract-texts.js';
import { imported } from './examples.js';

/** A store under test. */
export interface Subject extends TestStore {
  readonly store: GraphStore;
  /** The SQL statements that the store has run. */
  readonly statements: string[];
  /** Applies changes in order, as one set. @returns the view of the newest revision */
  apply(changes: readonly Change[], note?: RevisionNote): Promise<GraphView>;
  /** Opens the published view, or the view of the revision `at`. */
  view(at?: number): Promise<GraphView>;
  /** Waits until the store reads a revision that another store has published. @returns a view of the revision `number` or of a later revision */
  viewSince(number: number): Promise<GraphView>;
}

export type OpenSubject = () => Promise<Subject>;

/** Declares the tests of the contract of stores, for one kind of store. @param describeStatementsOfKind tests the statements of this kind */
export function describeStoreContract(
  { name, open }: TestStoreKind,
  describeStatementsOfKind: (open: OpenSubject) => void = describeStatements,
): void {
  describe(`the store on ${name}`, () => {
    const openedStores: TestStore[] = [];
    afterEach(async () => {
      for (const each of openedStores.splice(0)) await each.close();
    });

    const openSubject: OpenSubject = async () => {
      const statements: string[] = [];
      const test = await open((sql) => statements.push(sql));
      openedStores.push(test);
      const view = async (at?: number): Promise<GraphView> => {
        const found = await test.store.reader.openView(at);
        if (!found) throw new Error(`Expected a view of revision ${at}, got null.`);
        return found;
      };
      return {
        ...test,
        statements,
        view,
        async viewSince(number) {
          for (;;) {
            const found = await view();
            if (found.revision.number >= number) return found;
            await nextTurn();
          }
        },
        async apply(changes, note = imported) {
          await test.store.apply(changes, note);
          return view();
        },
      };
    };

    describeReading(openSubject);
    describeTexts(openSubject);
    describeStatistics(openSubject);
    describeSpreads(openSubject);
    describeSourceTexts(openSubject);
    describePages(openSubject);
    describeHistory(openSubject);
    describeRevisions(openSubject);
    describeApplying(openSubject);
    describeKeptEdits(openSubject);
    describeErasing(openSubject);
    describeConcurrency(openSubject);
    // In-memory and cached views send too few statements for these tests.
    if (describeStatementsOfKind === describeStatements) describeDeadlines(openSubject);
    describeSearch(openSubject);
    // Stores with in-memory or cached views delegate these methods to a store that is tested separately.
    if (describeStatementsOfKind === describeStatements || long === 'complete') {
      describeFeed(openSubject);
      describeChangesets(openSubject);
      describeRejections(openSubject);
      describeLimits(openSubject);
    }
    if (describeStatementsOfKind === describeStatements) describeSearchSize(openSubject);
    describeStatementsOfKind(openSubject);
  });
}
