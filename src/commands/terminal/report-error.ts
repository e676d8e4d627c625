import { inspect } from 'node:util';
import { isDebugging, SettingsError } from '../../config.js';
import { TertiumError, type ErrorCode } from '../../graph/errors.js';
import { CommandError } from './command-error.js';

/** What went wrong, as far as a shell needs to tell. */
export const exitCodes = { failure: 1, usage: 2, document: 3 } as const;

const exitCodesByError: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_USER_INPUT: exitCodes.usage,
  NOT_FOUND: exitCodes.usage,
  INVALID_DOCUMENT: exitCodes.document,
  INVALID_CHANGE: exitCodes.document,
};

/** Tells in sentences what stopped a command. @returns the code that the process is to exit with */
export function reportError(error: unknown, say: (text: string) => void): number {
  const exitCode = exitCodeOf(error);
  say(`${inWords(error)}\n`);
  if (exitCode === exitCodes.document) say('Nothing has been applied.\n');
  if (isDebugging()) say(`${inspect(error)}\n`);
  return exitCode;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof SettingsError) return exitCodes.usage;
  if (error instanceof TertiumError) return exitCodesByError[error.code] ?? exitCodes.failure;
  return exitCodes.failure;
}

function inWords(error: unknown): string {
  if (error instanceof TertiumError) return error.operatorMessage;
  if (error instanceof SettingsError || error instanceof CommandError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Tertium stopped, as it did not expect this: ${message}. LOG_LEVEL=debug shows where it happened.`;
}
