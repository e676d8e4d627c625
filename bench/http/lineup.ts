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

/** A contestant that runs, has given right answers, and is to be loaded. */
export interface Entry {
  readonly contestant: Contestant;
  readonly mode: Mode;
  readonly server: RunningServer;
  readonly loads: readonly ShapeLoad[];
}

export interface ShapeLoad {
  readonly shape: Shape;
  readonly load: Load;
  /** Of the answers that were checked. */
  readonly meanBytes: number;
}

/** The contestants of one size, all of them running: those that are not asked wait. */
export class Lineup {
  readonly entries: Entry[] = [];
  /** By shape: what yardsticks give. */
  private readonly ready = new Map<Shape, Buffer>();

  constructor(
    private readonly data: DataSet,
    private readonly folder: string,
    private readonly surroundings: Surroundings,
  ) {}

  /**
   * Starts the contestants and checks their answers, yardsticks last: they give the bytes of Tertium's answers.
   * @throws {Error} where an answer is wrong
   */
  async start(contestants: readonly Contestant[], tell: (what: string) => void): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await mkdir(this.surroundings.readyBytes, { recursive: true });
    for (const contestant of contestants.filter(({ asking }) => asking)) await this.enter(contestant, tell);
    for (const [index, shape] of shapes.entries()) {
      const bytes = this.ready.get(shape) ?? this.plainAnswer(shape);
      await writeFile(join(this.surroundings.readyBytes, readyFile(index)), bytes);
    }
    for (const contestant of contestants.filter(({ asking }) => !asking)) await this.enter(contestant, tell);
  }

  async stop(): Promise<void> {
    await Promise.all(this.entries.map(({ server }) => server.stop()));
  }

  private async enter(contestant: Contestant, tell: (what: string) => void): Promise<void> {
    for (const mode of contestant.modes) {
      tell(`${this.data.size.name}: ${contestant.title}, ${mode}: checking its answers`);
      const server = await contestant.start(mode, this.surroundings);
      const loads: ShapeLoad[] = [];
      this.entries.push({ contestant, mode, server, loads });
      for (const [index, shape] of shapes.entries()) {
        loads.push(await this.prepare(contestant, mode, server, shape, index));
      }
    }
  }

  private async prepare(
    { name, asking, role }: Contestant,
    mode: Mode,
    { origin }: RunningServer,
    shape: Shape,
    index: number,
  ): Promise<ShapeLoad> {
    const bodiesFile = join(this.folder, `${name}-${mode}-${index}.bodies`);
    if (!asking) {
      const url = `${origin}${readyPath(index)}`;
      const meanBytes = (await (await fetch(url)).arrayBuffer()).byteLength;
      return { shape, load: { url, method: 'GET', bodiesFile }, meanBytes };
    }
    const all = questionsOf(this.data.size, shape);
    const questions = mode === 'cold' ? all : all.slice(0, 1);
    const { meanBytes, first } = await checkAnswers(origin, asking, this.data, questions);
    // What is kept of an answer is checked too: the second time may be another way.
    if (mode === 'hot') await checkAnswers(origin, asking, this.data, questions);
    if (role === 'tertium') this.ready.set(shape, first);
    await writeFile(bodiesFile, `${questions.map((question) => asking.body(question)).join('\n')}\n`);
    return { shape, load: { url: `${origin}/graphql`, method: 'POST', bodiesFile }, meanBytes };
  }

  private plainAnswer(shape: Shape): Buffer {
    const [question] = questionsOf(this.data.size, shape, 1);
    if (!question) throw new Error('There was nothing to ask.');
    return Buffer.from(JSON.stringify({ data: { compare: answerTo(this.data, question) } }));
  }
}
