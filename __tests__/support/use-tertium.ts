import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach } from '@jest/globals';
import {
  buildTertium,
  startTertium,
  type BuiltTertium,
  type CommandResult,
  type StartOptions,
  type RunningCommand,
} from '../commands/tertium.js';

/** The command line for the tests of one file. */
export interface TestCommandLine {
  /** The path of the compiled main file. */
  readonly main: string;
  /** The path of the current test's working folder; an empty string before the first test. */
  readonly folder: string;
  /** Starts a command, by default in the working folder. The process is killed after the test. */
  start(args: readonly string[], options?: Partial<StartOptions>): RunningCommand;
  /** Runs a command, by default in the working folder, and resolves when the command has ended. */
  run(args: readonly string[], options?: Partial<StartOptions>): Promise<CommandResult>;
}

/**
 * Adds hooks to a test file. The hooks build the command line once, and create a working folder for each test. After the test, they kill its processes
 * and remove the folder.
 * @param prefix the prefix of the folders' names
 */
export function useTertium(prefix: string): TestCommandLine {
  let tertium: BuiltTertium;
  let folder = '';
  let commands: RunningCommand[] = [];
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

  function start(args: readonly string[], options: Partial<StartOptions> = {}): RunningCommand {
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
