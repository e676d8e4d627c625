import { setImmediate as nextTurn } from 'node:timers/promises';
import { afterEach, describe } from '@jest/globals';
import type { GraphView } from '../../../src/graph/ports/reading.js';
import type { Change, GraphStore, RevisionNote } from '../../../src/graph/ports/writing.js';
import type { TestStore, TestStoreKind } from '../../support/stores.js';
import { long } from '../../support/test-run.js';
import { describeApplying } from './contract-applying.js';
import { describeConcurrency } from './contract-concurrency.js';
import { describeDeadlines } from './contract-deadlines.js';
import { describeFeed } from './contract-feed.js';
import { describeHistory } from './contract-history.js';
import { describeKeptTexts } from './contract-kept-texts.js';
import { describeLimits } from './contract-limits.js';
import { describePages } from './contract-pages.js';
import { describeReading } from './contract-reading.js';
import { describeRefusals } from './contract-refusals.js';
import { describeSearchSize } from './contract-search-size.js';
import { describeSearch } from './contract-search.js';
import { describeStatements } from './contract-statements.js';
import { describeStatistics } from './contract-statistics.js';
import { describeTexts } from './contract-texts.js';
import { imported } from './examples.js';

/** A store under test. */
export interface Subject extends TestStore {
  readonly store: GraphStore;
  /** The statements that it has sent. */
  readonly statements: string[];
  /** Applies changes one after another, as one set, and gives the graph as it is then. */
  apply(changes: readonly Change[], note?: RevisionNote): Promise<GraphView>;
  /** The graph, as it is published or was. */
  view(at?: number): Promise<GraphView>;
  /** The published graph, from a revision on that another store has made: news of it may take a moment. */
  viewSince(number: number): Promise<GraphView>;
}

export type OpenSubject = () => Promise<Subject>;

/** What every store promises, whatever database it runs on, and how many statements this kind needs for it. */
export function describeStoreContract(
  { name, open }: TestStoreKind,
  describeStatementsOfKind: (open: OpenSubject) => void = describeStatements,
): void {
  describe(`the store on ${name}`, () => {
    const opened: TestStore[] = [];
    afterEach(async () => {
      for (const each of opened.splice(0)) await each.close();
    });

    const openSubject: OpenSubject = async () => {
      const statements: string[] = [];
      const test = await open((sql) => statements.push(sql));
      opened.push(test);
      const view = async (at?: number): Promise<GraphView> => {
        const found = await test.store.reader.openView(at);
        if (!found) throw new Error(`There is no revision ${at}.`);
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
    describeKeptTexts(openSubject);
    describePages(openSubject);
    describeHistory(openSubject);
    describeFeed(openSubject);
    describeApplying(openSubject);
    describeConcurrency(openSubject);
    // A view in memory sends few statements that a deadline could end.
    if (describeStatementsOfKind === describeStatements) describeDeadlines(openSubject);
    // It leaves refusals and searches to its store, of which they are asked in any case.
    if (describeStatementsOfKind === describeStatements || long === 'the whole') {
      describeRefusals(openSubject);
      describeLimits(openSubject);
      describeSearch(openSubject);
      describeSearchSize(openSubject);
    }
    describeStatementsOfKind(openSubject);
  });
}
