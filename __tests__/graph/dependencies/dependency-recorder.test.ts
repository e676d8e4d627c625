import { expect, test } from '@jest/globals';
import { DependencyRecorder } from '../../../src/graph/dependencies/dependency-recorder.js';
import {
  conceptTag,
  everyAxis,
  linkTag,
  sourceTag,
  subjectTag,
} from '../../../src/graph/dependencies/dependency-tag.js';

const approaches = [{ id: 'approach/rye' }, { id: 'approach/wheat' }];

/** Records a comparison along a number of axes. */
function compared(axes: number): DependencyRecorder {
  const recorder = new DependencyRecorder();
  for (let number = 0; number < axes; number += 1) {
    recorder.axis(conceptTag(`dimension/d${number}`));
    recorder.links(approaches, `dimension/d${number}`);
  }
  return recorder;
}

test('a comparison along few axes depends on its links and axes', () => {
  const axes = ['dimension/d0', 'dimension/d1'];
  const links = approaches.flatMap(({ id }) => axes.map((axis) => linkTag(id, axis)));
  expect(compared(2).recorded()).toEqual(new Set([...axes.map(conceptTag), ...links]));
});

test('a comparison along many axes depends on its approaches and on every axis, and has few tags', () => {
  const recorder = compared(20_000);
  recorder.axis(conceptTag('dimension/another'));
  recorder.links(approaches, 'dimension/another');
  const tags = recorder.recordedLater();
  expect(tags.sizeHint).toBeLessThan(20);
  expect(new Set(tags)).toEqual(new Set([everyAxis, ...approaches.map(({ id }) => subjectTag(id))]));
});

test('numbered sets of tags are included in the scope in which they were recorded, and in the outer scopes', () => {
  const tagsByNumber = [[], [sourceTag('source/a')], [sourceTag('source/a'), sourceTag('source/b')]] as const;
  const sets = {
    addTo: (tags: Set<(typeof tagsByNumber)[1][0]>, number: number) => {
      for (const tag of tagsByNumber[number] ?? []) tags.add(tag);
    },
  };
  const recorder = new DependencyRecorder();
  recorder.includeNumbered(sets, [1]);
  const outer = recorder.begin();
  recorder.includeNumbered(sets, []);
  recorder.includeNumbered(sets, [2, 2]);
  expect(recorder.end(outer)).toEqual(new Set(tagsByNumber[2]));
  expect(recorder.recordedLater().sizeHint).toBeGreaterThan(0);
  expect(recorder.recorded()).toEqual(new Set(tagsByNumber[2]));
});
