import type { Pace } from '../../graph/work/pace.js';
import { withinTime } from '../../graph/work/within-time.js';
import { drawPng } from '../../pages/picture/png.js';

/**
 * Draws pictures one at a time. A picture takes about 0.1 s in a thread of libuv. The threads are few, and the compression of pages and
 * reads of files need them too, so pictures may occupy only one.
 */
export class PictureQueue {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Draws a picture after those that were requested before.
   * @param svg as for `drawPng`
   * @throws {TertiumError} DEADLINE_EXCEEDED if the deadline passes or the client disconnects first; a picture whose drawing has not begun
   *   is then not drawn
   */
  draw(svg: string, pace: Pace): Promise<Buffer> {
    const drawn = this.#last.then(() => {
      if (pace.isOver()) throw pace.end();
      return drawPng(svg);
    });
    this.#last = drawn.catch(() => undefined);
    return withinTime(drawn, pace);
  }
}
