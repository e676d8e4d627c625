import { InvalidArgumentError, Option, type Command } from 'commander';
import { changesetStates } from '../../graph/ports/changesets.js';
import { readList } from '../terminal/read-list.js';
import { settingsAndExample } from '../terminal/settings-help.js';
import type { ListOptions } from './run-changesets.js';
import type { PublishOptions } from './run-publish.js';
import type { RevertOptions } from './run-revert.js';

/** Adds the command `tertium changesets`. */
export function addChangesetsCommand(program: Command): void {
  program
    .command('changesets')
    .summary('list the changesets')
    .description(
      'Lists the changesets, newest first: id, state, number of edits, time of the last change, author and title.',
    )
    .addOption(new Option('--state <state>', 'only changesets in this state').choices(changesetStates))
    .option('--author <author>', 'only changesets of the author with this name or id')
    .option('--touching <id>', 'only changesets with an edit that names this concept or claim')
    .option('--limit <number>', 'the maximum number of changesets', readNumber, 20)
    .addHelpText(
      'after',
      settingsAndExample(['DATABASE_URL', 'LOG_LEVEL'], 'tertium changesets --state SUBMITTED'),
    )
    .action(async (options: ListOptions) => {
      const { listChangesets } = await import('./run-changesets.js');
      await listChangesets(options);
    });
}

/** Adds the command `tertium publish ID`. */
export function addPublishCommand(program: Command): void {
  program
    .command('publish')
    .summary('publish a changeset')
    .description(
      'Publishes a changeset as one revision, completely or not at all. A changeset that is not approved yet is submitted and approved first, ' +
        'by the reviewer that --author names. With FOUR_EYES=true, the reviewer must not have opened or edited the changeset.',
    )
    .argument('<id>', 'the id of the changeset, such as changeset/…')
    .option(
      '--at <time>',
      'schedule the publication for this time, e.g. 2026-05-01T08:00:00Z; a server then publishes the changeset',
    )
    .option('--author <name>', 'the name of the reviewer', 'tertium publish')
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'FOUR_EYES', 'LOG_LEVEL'],
        'tertium publish changeset/Qm3xS9a0Bv1K',
      ),
    )
    .action(async (id: string, options: PublishOptions) => {
      const { runPublish } = await import('./run-publish.js');
      await runPublish(id, options);
    });
}

/** Adds the command `tertium revert N`. */
export function addRevertCommand(program: Command): void {
  program
    .command('revert')
    .summary('open a changeset that undoes a revision')
    .description(
      'Opens a changeset that undoes a revision, or some of its changes. A concept or claim that has changed since can be in conflict, which prevents the publication. ' +
        '`tertium publish` publishes the changeset.',
    )
    .argument('<revision>', 'the number of the revision', readNumber)
    .option('--only <ids>', 'only the changes of these concepts and claims, separated by commas', readList)
    .option(
      '--title <title>',
      'the title of the changeset (default: a title with the number of the revision)',
    )
    .option('--author <name>', 'the author of the changeset', 'tertium revert')
    .addHelpText('after', settingsAndExample(['DATABASE_URL', 'LOG_LEVEL'], 'tertium revert 12'))
    .action(async (revision: number, options: RevertOptions) => {
      const { runRevert } = await import('./run-revert.js');
      await runRevert(revision, options);
    });
}

function readNumber(written: string): number {
  if (!/^[1-9]\d{0,8}$/u.test(written))
    throw new InvalidArgumentError('Expected a whole number from 1 to 999999999.');
  return Number(written);
}
