import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { RevisionSeriesName } from './published-changes.js';

/** A message to the process: the interval at which it publishes from now on, or `stop`. */
export type PublishingCommand = { readonly intervalMs: number } | 'stop';

const program = fileURLToPath(new URL('publish-revisions.js', import.meta.url));

/**
 * The priority of the process (`nice`), below that of the load generator on the same core. With equal priorities, the
 * publisher would take CPU time from the load generator, and the server would seem slower.
 */
const priority = 10;

/** A process that publishes revisions. */
export class PublishingProcess {
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess) {
    this.#child = child;
  }

  /** Starts the process. Resolves when it has published the concepts that its revisions need. @throws {Error} if it fails */
  static async start(url: string, series: RevisionSeriesName): Promise<PublishingProcess> {
    const child = fork(program, [url, series]);
    setPriority(child.pid ?? 0, priority);
    const process = new PublishingProcess(child);
    await process.#reply();
    return process;
  }

  /** Starts to publish. The first revision is published after half of an interval. */
  publish(intervalMs: number): { readonly stop: () => Promise<void> } {
    this.#send({ intervalMs });
    return {
      stop: async () => {
        const stopped = this.#reply();
        this.#send('stop');
        await stopped;
      },
    };
  }

  /** Ends the process. */
  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const exited = once(this.#child, 'exit');
    this.#child.disconnect();
    await exited;
  }

  #send(command: PublishingCommand): void {
    this.#child.send(command);
  }

  /** Waits for the next message. @throws {Error} if the process ends instead */
  async #reply(): Promise<void> {
    const ended = new AbortController();
    await Promise.race([
      once(this.#child, 'message', { signal: ended.signal }),
      once(this.#child, 'exit', { signal: ended.signal }).then(([code]) => {
        throw new Error(`The publishing process ended with the status ${String(code)}.`);
      }),
    ]).finally(() => ended.abort());
  }
}
