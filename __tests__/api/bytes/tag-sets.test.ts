import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TagSets } from '../../../src/api/bytes/tag-sets.js';
import { sourceTag, wholeGraph, type DependencyTag } from '../../../src/graph/dependencies/dependency-tag.js';
import { ViewStamps } from '../../../src/graph/dependencies/view-stamps.js';
import { RevisionLog } from '../../../src/read-model/log/revision-log.js';

const sources = Array.from({ length: 6 }, (_, number) => sourceTag(`source/${number}`));
const tags = [...sources, wholeGraph];

type Step =
  /** Publishes a revision. If `touched` is null, the revision touches every tag. If `isPrepared`, the view of the revision is used before the publication. */
  | {
      readonly type: 'publish';
      readonly touched: readonly DependencyTag[] | null;
      readonly isPrepared: boolean;
    }
  /** Touches a tag in the newest revision, which is already published. */
  | { readonly type: 'late'; readonly tag: DependencyTag }
  /** Numbers a set of tags in the view that is `back` revisions older than the newest view. */
  | { readonly type: 'result'; readonly of: readonly DependencyTag[]; readonly back: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constant('publish' as const),
      touched: fc.option(fc.subarray(sources, { maxLength: 3 }), { freq: 12 }),
      isPrepared: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('late' as const), tag: fc.constantFrom(...sources) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      type: fc.constant('result' as const),
      of: fc.subarray(tags, { minLength: 1, maxLength: 3 }),
      back: fc.nat({ max: 2 }),
    }),
  },
);

interface Result {
  readonly number: number;
  readonly tags: readonly DependencyTag[];
  readonly revision: number;
  /** Whether the result was computed in the newest published view, or in a view that was not published yet. */
  readonly isOfNewest: boolean;
}

test('a result of one view is invalid in another view if a revision between the two views touched a tag of the result; a result of the newest view stays valid in later views until one of its tags is touched', () => {
  const seen = { valid: 0, invalid: 0, prepared: 0 };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const log = new RevisionLog(5);
      const sets = new TagSets();
      const touches: { revision: number; touched: readonly DependencyTag[] | null; isLate: boolean }[] = [];
      const results: Result[] = [];
      const add = (
        of: readonly DependencyTag[],
        revision: number,
        from: RevisionLog['published'] = log,
      ): void => {
        const number = sets.numberOf(new Set(of), new ViewStamps(revision, from));
        expect(sets.of(number)).toEqual(new Set(of));
        results.push({ number, tags: of, revision, isOfNewest: revision >= log.revision });
      };
      const separates = (result: Result, revision: number) => (touch: (typeof touches)[number]) => {
        const [early, late] = [Math.min(result.revision, revision), Math.max(result.revision, revision)];
        const isBetween = early < touch.revision && touch.revision <= late;
        const touched = touch.touched;
        return (
          isBetween &&
          (touched === null || result.tags.some((tag) => tag === wholeGraph || touched.includes(tag)))
        );
      };
      // A result can share its number with an earlier result that has equal tags. A late touch that invalidates the earlier result then invalidates both.
      const isTouchedLate = (result: Result): boolean =>
        touches.some(
          ({ isLate, revision, touched }) =>
            isLate && revision >= result.revision && result.tags.some((tag) => touched?.includes(tag)),
        );
      const check = (revision: number, from: RevisionLog['published'] = log): void => {
        const view = new ViewStamps(revision, from);
        sets.follow(view);
        for (const result of results) {
          const isValid = sets.isValid(result.number, view);
          const isSeparated = touches.some(separates(result, revision));
          if (isSeparated) expect(isValid).toBe(false);
          else if (result.isOfNewest && revision >= result.revision && !isTouchedLate(result))
            expect(isValid).toBe(true);
          seen[isValid ? 'valid' : 'invalid'] += 1;
        }
      };
      for (const each of steps) {
        if (each.type === 'result') {
          add(each.of, Math.max(5, log.revision - each.back));
        } else if (each.type === 'late') {
          log.touchLate(each.tag);
          touches.push({ revision: log.revision, touched: [each.tag], isLate: true });
        } else {
          const revision = log.revision + 1;
          const staged = log.stage(revision);
          staged.complete(each.touched && new Set(each.touched));
          touches.push({ revision, touched: each.touched, isLate: false });
          if (each.isPrepared) {
            check(revision, staged as unknown as RevisionLog);
            add([sources[0]!, sources[3]!], revision, staged as unknown as RevisionLog);
            seen.prepared += 1;
          }
          log.publish();
        }
        for (const back of [0, 1]) check(Math.max(5, log.revision - back));
      }
    }),
    { seed: 21, numRuns: 300 },
  );
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(150);
});

test('equal sets have one number until a publication touches one of their tags; thousands of different sets have different numbers, and their tags are found by number', () => {
  const log = new RevisionLog(1);
  const sets = new TagSets();
  const view = new ViewStamps(1, log);
  const setOf = (number: number) =>
    new Set([0, 1, 2].map((digit) => sourceTag(`source/${Math.floor(number / 20 ** digit) % 20}-${digit}`)));
  const numbers = Array.from({ length: 8_000 }, (_, number) => sets.numberOf(setOf(number), view));
  expect(new Set(numbers).size).toBe(8_000);
  numbers.forEach((number, index) => {
    if (index % 97 === 0) expect(sets.of(number)).toEqual(setOf(index));
    expect(sets.numberOf(setOf(index), view)).toBe(number);
  });
  log.stage(2).complete(new Set([sourceTag('source/3-1')]));
  log.publish();
  const next = new ViewStamps(2, log);
  const haveSameNumber = numbers.map((number, index) => sets.numberOf(setOf(index), next) === number);
  expect(haveSameNumber.filter((isSame) => !isSame)).toHaveLength(400);
  expect(sets.numberOf(new Set(), next)).toBe(0);
});
