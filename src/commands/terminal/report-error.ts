import { inspect } from 'node:util';
import { isDebugging, SettingsError } from '../../config.js';
import { TertiumError, type ErrorCode } from '../../graph/errors.js';
import { CommandError } from './command-error.js';

/** The exit codes of failed commands, and of checks with findings. `command-line.ts` lists all exit codes. */
export const exitCodes = { failure: 1, usage: 2, document: 3, findings: 5 } as const;

const exitCodesByError: Readonly<Partial<Record<ErrorCode, number>>> = {
  BAD_USER_INPUT: exitCodes.usage,
  NOT_FOUND: exitCodes.usage,
  INVALID_DOCUMENT: exitCodes.document,
  INVALID_CHANGE: exitCodes.document,
};

/**
 * Prints the message of a command's error. For an invalid document or change, also prints that nothing was applied; when debugging, also the stack.
 * @returns the exit code
 */
export function reportError(error: unknown, print: (text: string) => void): number {
  const exitCode = exitCodeOf(error);
  print(`${messageOf(error)}\n`);
  if (exitCode === exitCodes.document) print('Nothing has been applied.\n');
  if (isDebugging()) print(`${inspect(error)}\n`);
  return exitCode;
}

function exitCodeOf(error: unknown): number {
  if (error instanceof SettingsError) return exitCodes.usage;
  if (error instanceof TertiumError) return exitCodesByError[error.code] ?? exitCodes.failure;
  return exitCodes.failure;
}

function messageOf(error: unknown): string {
  if (error instanceof TertiumError) return error.operatorMessage;
  if (error instanceof SettingsError || error instanceof CommandError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  return `Tertium stopped because of an unexpected error: ${message}. LOG_LEVEL=debug prints the stack.`;
}
