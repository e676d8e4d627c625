import { InvalidArgumentError, type Command } from 'commander';
import { isScope, scopes, type Scope } from '../../graph/access/scope.js';
import { readList } from '../terminal/read-list.js';
import { settingsAndExample } from '../terminal/settings-help.js';
import type { CreateOptions, RotateOptions } from './run-keys.js';

/** Adds the commands `tertium keys create`, `list`, `rotate` and `revoke`. */
export function addKeysCommand(program: Command): void {
  const keys = program
    .command('keys')
    .summary('create, list, rotate and revoke API keys')
    .description(
      'Manages the API keys of the graph. A key is shown once, when it is created: the graph stores only its SHA-256.',
    )
    .addHelpText(
      'after',
      settingsAndExample(
        ['DATABASE_URL', 'LOG_LEVEL'],
        'tertium keys create --name "An editor" --scopes read,propose',
        'tertium keys revoke "An editor"',
      ),
    );
  keys
    .command('create')
    .description(`Creates a key and prints it. The scopes: ${scopes.join(', ')}. No scope includes another.`)
    .requiredOption('--name <name>', 'the name of the person or program that uses the key')
    .requiredOption('--scopes <scopes>', 'what the key permits, separated by commas', readScopes)
    .option('--expires <time>', 'the time or day at which the key expires, e.g. 2027-01-01 (default: never)')
    .action(async (options: CreateOptions) => {
      const { createKey } = await import('./run-keys.js');
      await createKey(options);
    });
  keys
    .command('list')
    .description('Lists the keys without their secrets, the oldest first.')
    .action(async () => {
      const { listKeys } = await import('./run-keys.js');
      await listKeys();
    });
  keys
    .command('rotate')
    .description(
      'Creates and prints a key with the name and the scopes of another key. The other key expires at the end of the ' +
        'overlap, if it does not expire earlier.',
    )
    .argument('<id>', 'the id of the key, such as key/…')
    .option('--overlap <hours>', 'how long both keys are valid, in hours', readHours, 24)
    .option('--expires <time>', 'the time or day at which the new key expires (default: never)')
    .action(async (id: string, options: RotateOptions) => {
      const { rotateKey } = await import('./run-keys.js');
      await rotateKey(id, options);
    });
  keys
    .command('revoke')
    .description('Revokes a key, or all keys of a name. Every server rejects them within a second.')
    .argument('<id-or-name>', 'the id or the name of the key')
    .action(async (idOrName: string) => {
      const { revokeKeys } = await import('./run-keys.js');
      await revokeKeys(idOrName);
    });
}

function readScopes(written: string): readonly Scope[] {
  const names = readList(written);
  const unknown = names.find((name) => !isScope(name));
  if (names.length === 0 || unknown !== undefined)
    throw new InvalidArgumentError(`Expected scopes separated by commas: ${scopes.join(', ')}.`);
  return names.filter(isScope);
}

function readHours(written: string): number {
  const hours = Number(written);
  if (written.trim() === '' || !(hours >= 0 && hours <= 24 * 365))
    throw new InvalidArgumentError('Expected a number of hours from 0 to 8760.');
  return hours;
}
