import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import {
  buildTertium,
  startTertium,
  type BuiltTertium,
  type Finished,
  type StartOptions,
  type Started,
} from '../commands/tertium.js';

/** The command line for the tests of one file. */
export interface TestCommandLine {
  /** The compiled main file. */
  readonly main: string;
  /** The working folder of the current test; empty at first. */
  readonly folder: string;
  /** Starts a command in the working folder. The process is killed after the test. */
  start(args: readonly string[], options?: Partial<StartOptions>): Started;
  /** Runs a command in the working folder, and resolves when it has ended. */
  run(args: readonly string[], options?: Partial<StartOptions>): Promise<Finished>;
}

/**
 * Adds hooks to a test file. They build the command line once, create a working folder for each test, and remove the folder and the processes
 * of the test.
 * @param prefix the start of the names of the folders
 */
export function useTertium(prefix: string): TestCommandLine {
  let tertium: BuiltTertium;
  let folder = '';
  let commands: Started[] = [];
  beforeAll(() => {
    tertium = buildTertium();
  }, 120_000);
  afterAll(() => tertium.remove());
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), prefix));
    commands = [];
  });
  afterEach(async () => {
    for (const { process: child, finished } of commands) {
      child.kill('SIGKILL');
      await finished;
    }
    await rm(folder, { recursive: true });
  });

  function start(args: readonly string[], options: Partial<StartOptions> = {}): Started {
    const command = startTertium(tertium, args, { folder, ...options });
    commands.push(command);
    return command;
  }
  return {
    get main() {
      return tertium.main;
    },
    get folder() {
      return folder;
    },
    start,
    run: (args, options) => start(args, options).finished,
  };
}
