import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectedResult } from './comparison-result.js';
import { checkResponses } from './check-responses.js';
import type { Contestant, Mode, ContestantResources } from './contestants.js';
import type { DataSet } from './data-set.js';
import type { Load } from './load.js';
import { comparedSetsOf, shapes, type Shape } from './compared-set.js';
import type { RunningServer } from './running-server.js';
import { readyFile, readyPath } from './servers/ready-bytes.js';

/** A running contestant. */
export interface Entry {
  readonly contestant: Contestant;
  readonly mode: Mode;
  readonly server: RunningServer;
  readonly loads: readonly ShapeLoad[];
}

/** The load of one shape on a contestant. */
export interface ShapeLoad {
  readonly shape: Shape;
  readonly load: Load;
  /** The mean size of the responses in bytes. */
  readonly meanBytes: number;
}

/** The contestants of one size. All contestants run at the same time; contestants that are not being measured are idle. */
export class Lineup {
  readonly entries: Entry[] = [];
  /** Tertium's response bodies, which baselines send, by shape. */
  private readonly ready = new Map<Shape, Buffer>();

  constructor(
    private readonly data: DataSet,
    private readonly folder: string,
    private readonly resources: ContestantResources,
  ) {}

  /**
   * Starts the contestants, and checks the responses of those that are not baselines. Baselines start last, because they send Tertium's response
   * bodies or, if Tertium is not among the contestants, computed bodies.
   * @throws {Error} if a contestant does not start, or a response is wrong
   */
  async start(contestants: readonly Contestant[], logProgress: (line: string) => void): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await mkdir(this.resources.readyBytes, { recursive: true });
    for (const contestant of contestants.filter(({ format }) => format))
      await this.enter(contestant, logProgress);
    for (const [index, shape] of shapes.entries()) {
      const bytes = this.ready.get(shape) ?? this.plainResponse(shape);
      await writeFile(join(this.resources.readyBytes, readyFile(index)), bytes);
    }
    for (const contestant of contestants.filter(({ format }) => !format))
      await this.enter(contestant, logProgress);
  }

  async stop(): Promise<void> {
    await Promise.all(this.entries.map(({ server }) => server.stop()));
  }

  private async enter(contestant: Contestant, logProgress: (line: string) => void): Promise<void> {
    for (const mode of contestant.modes) {
      logProgress(`${this.data.size.name}: ${contestant.title}, ${mode}: checking its responses`);
      const server = await contestant.start(mode, this.resources);
      const loads: ShapeLoad[] = [];
      this.entries.push({ contestant, mode, server, loads });
      for (const [index, shape] of shapes.entries()) {
        loads.push(await this.prepare(contestant, mode, server, shape, index));
      }
    }
  }

  private async prepare(
    { name, format, role }: Contestant,
    mode: Mode,
    { origin }: RunningServer,
    shape: Shape,
    index: number,
  ): Promise<ShapeLoad> {
    const bodiesFile = join(this.folder, `${name}-${mode}-${index}.bodies`);
    if (!format) {
      const url = `${origin}${readyPath(index)}`;
      const meanBytes = (await (await fetch(url)).arrayBuffer()).byteLength;
      return { shape, load: { url, method: 'GET' }, meanBytes };
    }
    const all = comparedSetsOf(this.data.size, shape);
    const sets = mode === 'cold' ? all : all.slice(0, 1);
    const { meanBytes, first } = await checkResponses(origin, format, this.data, sets);
    // Checks the response twice, because the second response may come from a cache.
    if (mode === 'hot') await checkResponses(origin, format, this.data, sets);
    if (role === 'tertium') this.ready.set(shape, first);
    await writeFile(bodiesFile, `${sets.map((set) => format.body(set)).join('\n')}\n`);
    return { shape, load: { url: `${origin}/graphql`, method: 'POST', bodiesFile }, meanBytes };
  }

  private plainResponse(shape: Shape): Buffer {
    const [set] = comparedSetsOf(this.data.size, shape, 1);
    if (!set) throw new Error('Expected a compared set, got none.');
    return Buffer.from(JSON.stringify({ data: { compare: expectedResult(this.data, set) } }));
  }
}
