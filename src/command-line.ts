import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addCheckCommand } from './commands/check/check.js';
import {
  addChangesetsCommand,
  addPublishCommand,
  addRevertCommand,
} from './commands/changesets/changesets.js';
import { addEraseCommand } from './commands/erase/erase.js';
import { addExportCommand } from './commands/export/export.js';
import { addDiffCommand } from './commands/history/diff.js';
import { addLogCommand } from './commands/history/log.js';
import { addImportCommand } from './commands/import/import.js';
import { addKeysCommand } from './commands/keys/keys.js';
import { packageFile } from './commands/packaged-files.js';
import { addSchemaCommand } from './commands/schema.js';
import { addSeedCommand } from './commands/seed/seed.js';
import { addServeCommand } from './commands/serve/serve.js';

/*
 * The command line. Commands load their modules when they run, so that help is printed without delay.
 * Exit codes: 0 done; 1 failed; 2 invalid command, option or setting, or a reference that was not found; 3 a document that cannot be parsed or
 * applied; 4 stopped before all requests were finished; 5 a check with findings; 130 and 143 stopped by SIGINT and SIGTERM before the work was done.
 */

const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
const program = new Command('tertium')
  .description('A comparison content graph: sourced claims, compared in one GraphQL request.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(tertium --help lists the commands and options)');
for (const add of [
  addServeCommand,
  addSeedCommand,
  addImportCommand,
  addExportCommand,
  addCheckCommand,
  addLogCommand,
  addDiffCommand,
  addChangesetsCommand,
  addPublishCommand,
  addRevertCommand,
  addEraseCommand,
  addKeysCommand,
  addSchemaCommand,
])
  add(program);

// A reader that closes the pipe early, such as `head`, is not a failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? usageExitCode(error) : await failureExitCode(error);
}

/** Returns the exit code for an error that Commander has already printed. */
function usageExitCode({ exitCode }: CommanderError): number {
  return exitCode === 0 ? 0 : 2;
}

async function failureExitCode(error: unknown): Promise<number> {
  const { reportError } = await import('./commands/terminal/report-error.js');
  return reportError(error, (text) => process.stderr.write(text));
}
