import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  conceptTag,
  wholeGraph,
  type DependencyTag,
} from '../../../src/graph/dependencies/dependency-tag.js';
import { RevisionLog } from '../../../src/read-model/log/revision-log.js';

const tags = [...Array.from({ length: 12 }, (_, number) => conceptTag(`approach/a${number}`)), wholeGraph];
const some = fc.subarray(tags.slice(0, -1));

type Step =
  | {
      readonly type: 'publish';
      readonly touched: readonly DependencyTag[] | null;
      readonly late: DependencyTag;
    }
  | { readonly type: 'late'; readonly tag: DependencyTag };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('publish' as const),
      touched: fc.option(some, { freq: 10 }),
      late: fc.constantFrom(...tags),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('late' as const), tag: fc.constantFrom(...tags.slice(0, -1)) }),
  },
);

test('a log returns the last revision that touched a tag or a set of tags, also before a revision is published', () => {
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 30 }),
      fc.array(fc.subarray(tags), { maxLength: 4 }),
      (steps, lists) => {
        const log = new RevisionLog(5);
        const sets = lists.map((list) => new Set(list));
        let first = 5;
        const expected = new Map(tags.map((tag) => [tag, 5]));
        const expectLast = (
          of: Pick<RevisionLog, 'lastTouched' | 'lastTouchedOf'>,
          last: ReadonlyMap<DependencyTag, number>,
          lowest: number,
        ) => {
          for (const tag of tags) expect(of.lastTouched(tag)).toBe(last.get(tag));
          for (const set of sets)
            expect(of.lastTouchedOf(set)).toBe(
              Math.max(lowest, ...[...set].map((tag) => last.get(tag) as number)),
            );
        };
        for (const each of steps) {
          if (each.type === 'late') {
            log.touchLate(each.tag);
            expected.set(each.tag, log.revision);
          } else {
            const revision = log.revision + 1;
            const before = new Map(expected);
            const staged = log.stage(revision);
            expect(staged.lastTouched(each.late)).toBe(revision);
            if (each.late !== wholeGraph) {
              log.touchLate(each.late);
              before.set(each.late, log.revision);
            }
            staged.complete(each.touched && new Set(each.touched));
            for (const tag of each.touched ?? tags) expected.set(tag, revision);
            expected.set(each.late, revision).set(wholeGraph, revision);
            expectLast(log, before, first);
            expectLast(staged, expected, each.touched ? first : revision);
            log.publish();
            if (!each.touched) first = revision;
            expectLast(staged, expected, first);
          }
          expectLast(log, expected, first);
        }
      },
    ),
    { seed: 20, numRuns: 200 },
  );
});

test('a log with too many tags removes the tags that were touched the longest ago, and returns its first complete revision for them', () => {
  const log = new RevisionLog(1);
  const tagOf = (revision: number, number: number): DependencyTag =>
    conceptTag(`approach/r${revision}-${number}`);
  for (let revision = 2; revision <= 8; revision += 1) {
    log
      .stage(revision)
      .complete(new Set(Array.from({ length: 50_000 }, (_, number) => tagOf(revision, number))));
    log.publish();
  }
  expect(log.lastTouched(tagOf(8, 0))).toBe(8);
  const first = log.lastTouched(conceptTag('approach/untouched'));
  expect(first).toBeGreaterThan(2);
  expect(first).toBeLessThan(8);
  for (let revision = 2; revision <= 8; revision += 1)
    expect(log.lastTouched(tagOf(revision, 1))).toBe(Math.max(first, revision));
});

test('a log lists the tags that later revisions touched, unless one of these revisions touched every tag or is not in the log', () => {
  const log = new RevisionLog(1);
  const tagOf = (revision: number): DependencyTag => conceptTag(`approach/r${revision}`);
  const touchedSince = (revision: number) =>
    log.touchesSince(revision)?.map((touch) => [touch.revision, ...touch.tags]);
  const publish = (isEverything = false): void => {
    const revision = log.revision + 1;
    log.stage(revision).complete(isEverything ? null : new Set([tagOf(revision)]));
    log.publish();
  };
  publish();
  publish();
  log.touchLate(tagOf(9));
  expect(touchedSince(0)).toBeUndefined();
  expect([1, 2, 3].map(touchedSince)).toEqual([
    [
      [2, tagOf(2)],
      [3, tagOf(3)],
      [3, tagOf(9)],
    ],
    [
      [3, tagOf(3)],
      [3, tagOf(9)],
    ],
    [],
  ]);
  const staged = log.stage(4);
  expect(staged.touchesSince(3)).toBeNull();
  staged.complete(new Set([tagOf(4)]));
  expect(staged.touchesSince(3)).toEqual([{ revision: 4, tags: new Set([tagOf(4)]) }]);
  log.publish();
  expect(staged.touchesSince(3)).toEqual(log.touchesSince(3));
  publish(true);
  expect(touchedSince(4)).toBeUndefined();
  expect(touchedSince(5)).toEqual([]);
  for (let count = 0; count < 300; count += 1) publish();
  expect(touchedSince(5)).toBeUndefined();
  expect(touchedSince(log.revision - 200)).toHaveLength(200);
});
