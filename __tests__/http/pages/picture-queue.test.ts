import { expect, it } from '@jest/globals';
import { Deadline } from '../../../src/graph/work/deadline.js';
import { commandPace } from '../../../src/graph/work/pace.js';
import { PictureQueue } from '../../../src/http/pages/picture-queue.js';

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630"/>';

it('draws pictures one after the other, in the order of the requests', async () => {
  const queue = new PictureQueue();
  const finished: number[] = [];
  await Promise.all(
    [0, 1, 2, 3].map((number) => queue.draw(svg, commandPace).then(() => finished.push(number))),
  );
  expect(finished).toEqual([0, 1, 2, 3]);
});

it('does not draw a picture after its client has disconnected', async () => {
  const queue = new PictureQueue();
  const first = queue.draw(svg, commandPace);
  const abandoned = queue.draw(svg, new Deadline({ timeoutMs: 60_000, isAbandoned: () => true }));
  await expect(abandoned).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
  expect((await first).length).toBeGreaterThan(0);
});

it('draws further pictures after one that cannot be drawn', async () => {
  const queue = new PictureQueue();
  const wrong = queue.draw('not a picture', commandPace);
  const right = queue.draw(svg, commandPace);
  await expect(wrong).rejects.toThrow();
  expect((await right).readUInt32BE(16)).toBe(1200);
});
