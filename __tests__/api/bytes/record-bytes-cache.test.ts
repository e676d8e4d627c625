import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { writeBytes, type ByteSink } from '../../../src/api/bytes/byte-sink.js';
import { cacheKey } from '../../../src/graph/cache-keys.js';
import { withoutPromise } from '../../../src/api/request/in-memory-axis-knowledge.js';
import { RecordBytesCache, type IndexedRecord, type IndexedTable } from '../../../src/api/bytes/record-bytes-cache.js';

const shelves = ['cells', 'the same cells, asked for otherwise', 'concepts'] as const;

/** Records of three tables; those of the last shelf are known as objects. */
const tables = [0, 1, 2].map((): IndexedTable => ({ keeper: null, list: null }));
const recordsOnce = Array.from({ length: 13 }, (_, number) => recordOf(number));

function recordOf(number: number): IndexedRecord {
  return { table: tables[number % 3] as IndexedTable, index: Math.floor(number / 3) * 50 };
}

const written = (write: (sink: ByteSink) => void): string => withoutPromise(writeBytes(write)).toString();

/** Uses of fragments: one record after another, written by one selection or another. */
const uses = fc.array(
  fc.record({ shelf: fc.constantFrom(0, 1, 2), record: fc.nat({ max: 12 }), isNewRequest: fc.boolean() }),
  { minLength: 1, maxLength: 400 },
);

describe('what has been written of records', () => {
  test('is found again as it was written, or not at all, however little is kept', () => {
    let found = 0;
    fc.assert(
      fc.property(uses, fc.constantFrom(0, 600, 3_000, 1_000_000), (sequence, bound) => {
        const fragments = new RecordBytesCache(bound);
        const open = () => shelves.map((_, index) => fragments.forSelection(cacheKey(index), index < 2));
        let held = open();
        for (const { shelf, record, isNewRequest } of sequence) {
          if (isNewRequest) held = open();
          // Who is known by a slot is another object each time.
          const shown = shelf < 2 ? recordOf(record) : recordsOnce[record]!;
          const text = `${shelves[shelf]}: ${record} `.repeat(1 + record * 3);
          const bytes = written((sink) => {
            const { length } = sink;
            if (held[shelf]!.writeTo(sink, shown)) {
              found += 1;
              return;
            }
            sink.text(text);
            held[shelf]!.set(shown, sink.since(length));
          });
          expect(bytes).toBe(text);
        }
      }),
    );
    expect(found).toBeGreaterThan(0);
  });

  test('is written as a list in any order, where all of it is kept', () => {
    let [whole, torn] = [0, 0];
    const asked = fc.array(fc.array(fc.nat({ max: 12 }), { minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 20,
    });
    fc.assert(
      fc.property(asked, fc.constantFrom(0, 1), fc.constantFrom(600, 1_000_000), (lists, shelf, bound) => {
        const fragments = new RecordBytesCache(bound);
        const haveSlots = shelf === 0;
        const held = fragments.forSelection(cacheKey(shelf), haveSlots);
        for (const list of lists) {
          const records = list.map((record) => (haveSlots ? recordOf(record) : recordsOnce[record]!));
          const texts = list.map((record) => `"${record}"`.repeat(record * 5 + 1));
          const bytes = written((sink) => {
            if (held.writeListTo(sink, records)) {
              whole += 1;
              return;
            }
            torn += 1;
            expect(sink.length).toBe(0);
            sink.text('[');
            records.forEach((record, index) => {
              if (index > 0) sink.text(',');
              const { length } = sink;
              if (held.writeTo(sink, record)) return;
              sink.text(texts[index]!);
              held.set(record, sink.since(length));
            });
            sink.text(']');
          });
          expect(bytes).toBe(`[${texts.join()}]`);
        }
      }),
    );
    expect(Math.min(whole, torn)).toBeGreaterThan(10);
  });

  test('is written as a list across the blocks of memory in which it is kept', () => {
    const fragments = new RecordBytesCache(100_000_000);
    const shelf = fragments.forSelection(cacheKey(0), true);
    // With what separates them, eight fill a block of memory to its end.
    const records = Array.from({ length: 40 }, (_, number) => recordOf(number));
    const texts = records.map((_, number) => String.fromCharCode(65 + number).repeat(32_767));
    records.forEach((record, index) => shelf.set(record, Buffer.from(texts[index]!)));
    expect(written((sink) => expect(shelf.writeListTo(sink, records)).toBe(true))).toBe(`[${texts.join()}]`);
  });

  test('is found by each of two selections that take turns', () => {
    const fragments = new RecordBytesCache(1_000_000);
    const record = recordOf(0);
    const one = fragments.forSelection(cacheKey(0), true);
    const other = fragments.forSelection(cacheKey(1), true);
    one.set(record, Buffer.from('one'));
    other.set(record, Buffer.from('other'));
    const texts = [one, other, one].map((shelf) =>
      written((sink) => expect(shelf.writeTo(sink, record)).toBe(true)),
    );
    expect(texts).toEqual(['one', 'other', 'one']);
  });
});
