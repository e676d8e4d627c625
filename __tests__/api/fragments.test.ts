import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { bytesOf, type ByteSink } from '../../src/api/execution/byte-sink.js';
import { atOnce } from '../../src/api/held-knowledge.js';
import { Fragments, type SlotRecord, type SlotTable } from '../../src/api/execution/fragments.js';

const shelves = ['cells', 'the same cells, asked for otherwise', 'concepts'] as const;

/** Records of three tables; those of the last shelf are known as objects. */
const tables = [0, 1, 2].map((): SlotTable => ({ keeper: null, list: null }));
const recordsOnce = Array.from({ length: 13 }, (_, number) => recordOf(number));

function recordOf(number: number): SlotRecord {
  return { table: tables[number % 3] as SlotTable, slot: Math.floor(number / 3) * 50 };
}

const written = (write: (sink: ByteSink) => void): string => atOnce(bytesOf(write)).toString();

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
        const fragments = new Fragments(bound);
        const open = () => shelves.map((_, index) => fragments.shelf(index, [], index < 2));
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
            held[shelf]!.keep(shown, sink.since(length));
          });
          expect(bytes).toBe(text);
        }
      }),
    );
    expect(found).toBeGreaterThan(0);
  });

  test('is found by each of two selections that take turns', () => {
    const fragments = new Fragments(1_000_000);
    const record = recordOf(0);
    const one = fragments.shelf(0, [], true);
    const other = fragments.shelf(1, [], true);
    one.keep(record, Buffer.from('one'));
    other.keep(record, Buffer.from('other'));
    const texts = [one, other, one].map((shelf) =>
      written((sink) => expect(shelf.writeTo(sink, record)).toBe(true)),
    );
    expect(texts).toEqual(['one', 'other', 'one']);
  });
});
