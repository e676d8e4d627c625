#!/usr/bin/env node
import './commands/graph/stop-signals.js';
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { addExportCommand } from './commands/export/export.js';
import { addImportCommand } from './commands/import/import.js';
import { packageFile } from './commands/packaged-files.js';
import { addSchemaCommand } from './commands/schema.js';
import { addSeedCommand } from './commands/seed/seed.js';
import { addServeCommand } from './commands/serve/serve.js';

/*
 * The command line. Commands load what they need when they run, so that help is there at once.
 * Exit codes: 0 done, 1 failed, 2 not a command, not a setting or nothing that there is, 3 a document that is not understood,
 * 4 stopped with requests that were not finished, 130 and 143 stopped by SIGINT and SIGTERM before the work was done.
 */

const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };
const program = new Command('tertium')
  .description('A comparison content graph: sourced claims, compared in one GraphQL request.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('(tertium --help lists the commands and options)');
for (const add of [addServeCommand, addSeedCommand, addImportCommand, addExportCommand, addSchemaCommand])
  add(program);

// A reader that has seen enough, such as `head`, is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = error instanceof CommanderError ? usageExitCode(error) : await failure(error);
}

/** Commander has said already what is wrong. */
function usageExitCode({ exitCode }: CommanderError): number {
  return exitCode === 0 ? 0 : 2;
}

async function failure(error: unknown): Promise<number> {
  const { reportError } = await import('./commands/terminal/report-error.js');
  return reportError(error, (text) => process.stderr.write(text));
}
