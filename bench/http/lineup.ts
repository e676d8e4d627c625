import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerTo } from './answer.js';
import { checkAnswers } from './check-answers.js';
import type { Contestant, Mode, Surroundings } from './contestants.js';
import type { DataSet } from './data-set.js';
import type { Load } from './load.js';
import { questionsOf, shapes, type Shape } from './question.js';
import type { RunningServer } from './running-server.js';
import { readyFile, readyPath } from './servers/ready-bytes.js';

/** A running contestant whose responses were checked. */
export interface Entry {
  readonly contestant: Contestant;
  readonly mode: Mode;
  readonly server: RunningServer;
  readonly loads: readonly ShapeLoad[];
}

export interface ShapeLoad {
  readonly shape: Shape;
  readonly load: Load;
  /** The mean size of the checked responses. */
  readonly meanBytes: number;
}

/** The contestants of one size. All are running. Those that are not measured are idle. */
export class Lineup {
  readonly entries: Entry[] = [];
  /** The responses of the baselines, by shape. */
  private readonly ready = new Map<Shape, Buffer>();

  constructor(
    private readonly data: DataSet,
    private readonly folder: string,
    private readonly surroundings: Surroundings,
  ) {}

  /**
   * Starts the contestants and checks their responses. Baselines are last, because they send the bytes of Tertium's responses.
   * @throws {Error} if a response is wrong
   */
  async start(contestants: readonly Contestant[], logProgress: (what: string) => void): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await mkdir(this.surroundings.readyBytes, { recursive: true });
    for (const contestant of contestants.filter(({ format }) => format))
      await this.enter(contestant, logProgress);
    for (const [index, shape] of shapes.entries()) {
      const bytes = this.ready.get(shape) ?? this.plainAnswer(shape);
      await writeFile(join(this.surroundings.readyBytes, readyFile(index)), bytes);
    }
    for (const contestant of contestants.filter(({ format }) => !format))
      await this.enter(contestant, logProgress);
  }

  async stop(): Promise<void> {
    await Promise.all(this.entries.map(({ server }) => server.stop()));
  }

  private async enter(contestant: Contestant, logProgress: (what: string) => void): Promise<void> {
    for (const mode of contestant.modes) {
      logProgress(`${this.data.size.name}: ${contestant.title}, ${mode}: checking its answers`);
      const server = await contestant.start(mode, this.surroundings);
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
      return { shape, load: { url, method: 'GET', bodiesFile }, meanBytes };
    }
    const all = questionsOf(this.data.size, shape);
    const questions = mode === 'cold' ? all : all.slice(0, 1);
    const { meanBytes, first } = await checkAnswers(origin, format, this.data, questions);
    // Checked twice: the second response may come from a cache.
    if (mode === 'hot') await checkAnswers(origin, format, this.data, questions);
    if (role === 'tertium') this.ready.set(shape, first);
    await writeFile(bodiesFile, `${questions.map((question) => format.body(question)).join('\n')}\n`);
    return { shape, load: { url: `${origin}/graphql`, method: 'POST', bodiesFile }, meanBytes };
  }

  private plainAnswer(shape: Shape): Buffer {
    const [question] = questionsOf(this.data.size, shape, 1);
    if (!question) throw new Error('There was nothing to ask.');
    return Buffer.from(JSON.stringify({ data: { compare: answerTo(this.data, question) } }));
  }
}
