import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { writeBytes, type ByteSink } from '../../../src/api/bytes/byte-sink.js';
import { cacheKey } from '../../../src/graph/cache-keys.js';
import { DependencyRecorder, noDependencies } from '../../../src/graph/dependencies/dependency-recorder.js';
import { sourceTag } from '../../../src/graph/dependencies/dependency-tag.js';
import { ViewStamps } from '../../../src/graph/dependencies/view-stamps.js';
import { withoutPromise } from '../../../src/api/request/in-memory-axis-knowledge.js';
import {
  RecordBytesCache,
  type IndexedRecord,
  type IndexedTable,
} from '../../../src/api/bytes/record-bytes-cache.js';

import { FilledLog } from '../../support/publication-log.js';

/** A request for a view that shares its caches with no other view. */
const request = { recorder: new DependencyRecorder(), stamps: new ViewStamps(1, undefined) };

const selections = ['cells', 'cells, with another selection', 'concepts'] as const;

/** Three tables of records. */
const tables = [0, 1, 2].map((): IndexedTable => ({ owner: null, list: null, earlier: null }));
/** Records that are created once, for the selection whose records are not indexed. */
const recordsOnce = Array.from({ length: 13 }, (_, number) => recordOf(number));

function recordOf(number: number): IndexedRecord {
  return { table: tables[number % 3] as IndexedTable, index: Math.floor(number / 3) * 50 };
}

const outputOf = (write: (sink: ByteSink) => void): string => withoutPromise(writeBytes(write)).toString();

/** Uses of the cache. Each use writes a record for one of the selections. */
const uses = fc.array(
  fc.record({ selection: fc.constantFrom(0, 1, 2), record: fc.nat({ max: 12 }), isNewRequest: fc.boolean() }),
  { minLength: 1, maxLength: 400 },
);

describe('the bytes of records', () => {
  test('are returned unchanged or not at all, with small and large bounds', () => {
    let hits = 0;
    fc.assert(
      fc.property(uses, fc.constantFrom(0, 600, 3_000, 1_000_000), (sequence, bound) => {
        const cache = new RecordBytesCache(bound);
        const open = () =>
          selections.map((_, index) => cache.forSelection(cacheKey(index), index < 2, request));
        let caches = open();
        for (const { selection, record, isNewRequest } of sequence) {
          if (isNewRequest) caches = open();
          // Each use of an indexed record creates a new object.
          const recordObject = selection < 2 ? recordOf(record) : recordsOnce[record]!;
          const text = `${selections[selection]}: ${record} `.repeat(1 + record * 3);
          const bytes = outputOf((sink) => {
            const { length } = sink;
            if (caches[selection]!.writeTo(sink, recordObject)) {
              hits += 1;
              return;
            }
            sink.text(text);
            caches[selection]!.set(recordObject, sink.since(length), noDependencies);
          });
          expect(bytes).toBe(text);
        }
      }),
    );
    expect(hits).toBeGreaterThan(0);
  });

  test('are written as a complete list, in any order, or not at all', () => {
    let [hits, misses] = [0, 0];
    const listsOfRecords = fc.array(fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(
        listsOfRecords,
        fc.constantFrom(0, 1),
        fc.constantFrom(600, 1_000_000),
        (lists, selection, bound) => {
          const cache = new RecordBytesCache(bound);
          const areIndexed = selection === 0;
          const caches = cache.forSelection(cacheKey(selection), areIndexed, request);
          for (const list of lists) {
            const records = list.map((record) => (areIndexed ? recordOf(record) : recordsOnce[record]!));
            const texts = list.map((record) => `"${record}"`.repeat(record * 5 + 1));
            const bytes = outputOf((sink) => {
              if (caches.writeListTo(sink, records)) {
                hits += 1;
                return;
              }
              misses += 1;
              expect(sink.length).toBe(0);
              sink.text('[');
              records.forEach((record, index) => {
                if (index > 0) sink.text(',');
                const { length } = sink;
                if (caches.writeTo(sink, record)) return;
                sink.text(texts[index]!);
                caches.set(record, sink.since(length), noDependencies);
              });
              sink.text(']');
            });
            expect(bytes).toBe(`[${texts.join()}]`);
          }
        },
      ),
    );
    expect(Math.min(hits, misses)).toBeGreaterThan(10);
  });

  test('are written as a list across the chunks of the arena', () => {
    const cache = new RecordBytesCache(100_000_000);
    const selection = cache.forSelection(cacheKey(0), true, request);
    // Eight records, with their commas, have the length of a chunk.
    const records = Array.from({ length: 40 }, (_, number) => recordOf(number));
    const texts = records.map((_, number) => String.fromCharCode(65 + number).repeat(32_767));
    records.forEach((record, index) => selection.set(record, Buffer.from(texts[index]!), noDependencies));
    expect(outputOf((sink) => expect(selection.writeListTo(sink, records)).toBe(true))).toBe(
      `[${texts.join()}]`,
    );
  });

  test('are cached separately for two selections of the same record', () => {
    const cache = new RecordBytesCache(1_000_000);
    const record = recordOf(0);
    const first = cache.forSelection(cacheKey(0), true, request);
    const second = cache.forSelection(cacheKey(1), true, request);
    first.set(record, Buffer.from('first'), noDependencies);
    second.set(record, Buffer.from('second'), noDependencies);
    const texts = [first, second, first].map((selection) =>
      outputOf((sink) => expect(selection.writeTo(sink, record)).toBe(true)),
    );
    expect(texts).toEqual(['first', 'second', 'first']);
  });

  test('are used with their tags, both one by one and as a list', () => {
    // With the bound of 16,000 bytes, pieces are evicted.
    for (const bound of [16_000, 1_000_000]) {
      const cache = new RecordBytesCache(bound);
      const newRequest = () => ({ ...request, recorder: new DependencyRecorder() });
      const tagsOf = (record: number) => new Set([sourceTag(`source/${record % 4}`)]);
      let hits = 0;
      const write = (sink: ByteSink, record: number): void => {
        const { length } = sink;
        const { recorder, stamps } = newRequest();
        const selection = cache.forSelection(cacheKey(0), true, { recorder, stamps });
        if (selection.writeTo(sink, recordOf(record))) {
          hits += 1;
          expect(recorder.recorded()).toEqual(tagsOf(record));
          return;
        }
        sink.text(`"${record}"`.repeat(20));
        selection.set(recordOf(record), sink.since(length), tagsOf(record));
      };
      for (let use = 0; use < 300; use += 1) outputOf((sink) => write(sink, (use * 7) % 13));
      expect(hits).toBeGreaterThan(100);
      const list = [0, 4, 1, 5, 8];
      for (const record of list) outputOf((sink) => write(sink, record));
      const { recorder, stamps } = newRequest();
      const selection = cache.forSelection(cacheKey(0), true, { recorder, stamps });
      outputOf((sink) => expect(selection.writeListTo(sink, list.map(recordOf))).toBe(true));
      expect(recorder.recorded()).toEqual(new Set([...tagsOf(0), ...tagsOf(1)]));
    }
  });

  test('are used in another view unless a publication between the two views touched their tags', () => {
    const log = new FilledLog();
    const cache = new RecordBytesCache(1_000_000);
    const selectionAt = (revision: number) =>
      cache.forSelection(cacheKey(0), true, { ...request, stamps: new ViewStamps(revision, log) });
    const isCachedAt = (revision: number, record: number): boolean => {
      let isCached = false;
      void writeBytes((sink) => {
        isCached = selectionAt(revision).writeTo(sink, recordOf(record));
      });
      return isCached;
    };
    log.publish();
    selectionAt(1).set(recordOf(0), Buffer.from('of a'), new Set([sourceTag('source/a')]));
    selectionAt(1).set(recordOf(1), Buffer.from('of b'), new Set([sourceTag('source/b')]));
    selectionAt(1).set(recordOf(2), Buffer.from('of nothing'), noDependencies);
    log.publish(sourceTag('source/a'));
    const cachedAt = (revision: number) => [0, 1, 2].map((record) => isCachedAt(revision, record));
    expect([cachedAt(1), cachedAt(2)]).toEqual([
      [true, true, true],
      [false, true, true],
    ]);
    selectionAt(2).set(recordOf(0), Buffer.from('of a, later'), new Set([sourceTag('source/a')]));
    expect([cachedAt(1), cachedAt(2)]).toEqual([
      [false, true, true],
      [true, true, true],
    ]);
  });

  test('of unchanged records are used in a table that continues an earlier table', () => {
    const cache = new RecordBytesCache(1_000_000);
    const selection = cache.forSelection(cacheKey(0), true, request);
    const first: IndexedTable = { owner: null, list: null, earlier: null };
    const second: IndexedTable = {
      owner: null,
      list: null,
      earlier: { table: first, changed: new Set([1, 400]) },
    };
    const third: IndexedTable = {
      owner: null,
      list: null,
      earlier: { table: second, changed: new Set([2]) },
    };
    const shown = (table: IndexedTable) =>
      [0, 1, 2, 3].map((index) => {
        let isCached = false;
        const bytes = outputOf((sink) => (isCached = selection.writeTo(sink, { table, index })));
        return isCached ? bytes : null;
      });
    expect(shown(third)).toEqual([null, null, null, null]);
    for (const index of [0, 1, 2])
      selection.set({ table: first, index }, Buffer.from(`${index}`), noDependencies);
    expect(shown(third)).toEqual(['0', null, null, null]);
    expect(shown(second)).toEqual(['0', null, '2', null]);
    selection.set({ table: second, index: 1 }, Buffer.from('1, later'), noDependencies);
    selection.set({ table: first, index: 3 }, Buffer.from('3'), noDependencies);
    expect([first, second, third].map(shown)).toEqual([
      ['0', '1', '2', '3'],
      ['0', '1, later', '2', null],
      ['0', null, null, null],
    ]);
    const records = [0, 1, 2].map((index) => ({ table: second, index }));
    expect(outputOf((sink) => expect(selection.writeListTo(sink, records)).toBe(true))).toBe(
      '[0,1, later,2]',
    );
  });
});
