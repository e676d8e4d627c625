/** Tests that the packed package, its command line and its error codes match docs/public-api.md. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { addCheckCommand } from '../src/commands/check/check.js';
import { addExportCommand } from '../src/commands/export/export.js';
import {
  addChangesetsCommand,
  addPublishCommand,
  addRevertCommand,
} from '../src/commands/changesets/changesets.js';
import { addEraseCommand } from '../src/commands/erase/erase.js';
import { addKeysCommand } from '../src/commands/keys/keys.js';
import { addDiffCommand } from '../src/commands/history/diff.js';
import { addLogCommand } from '../src/commands/history/log.js';
import { addImportCommand } from '../src/commands/import/import.js';
import { addSchemaCommand } from '../src/commands/schema.js';
import { addSeedCommand } from '../src/commands/seed/seed.js';
import { addServeCommand } from '../src/commands/serve/serve.js';
import { environmentVariables } from '../src/config.js';
import { requestErrorStatuses } from '../src/http/errors/request-error.js';
import { buildTertium, type BuiltTertium } from './commands/tertium.js';

const run = promisify(execFile);
const repository = fileURLToPath(new URL('../', import.meta.url));

interface PackageFile {
  readonly name: string;
  readonly version: string;
  readonly files: readonly string[];
  readonly exports: Readonly<Record<string, string>>;
}

const page = await readFile(join(repository, 'docs/public-api.md'), 'utf8');
const packageFile = JSON.parse(await readFile(join(repository, 'package.json'), 'utf8')) as PackageFile;

/** Returns the part of the page between a heading of the second level and the next one. */
function section(heading: string): string {
  const [, text = ''] = page.split(`## ${heading}\n`);
  return text.split('\n## ')[0] ?? '';
}

/** Returns the upper-case names in backquotes in a text, sorted. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/`([A-Z][A-Z_]+)`/gu)].map(([, name = '']) => name).sort();
}

describe('The packed package', () => {
  let tertium: BuiltTertium;
  let folder: string;
  /** The folder of Tertium, installed in another package. */
  let installed: string;

  beforeAll(async () => {
    tertium = buildTertium();
    folder = await mkdtemp(join(tmpdir(), 'tertium-packed-'));
    const staged = join(folder, 'staged');
    await mkdir(staged);
    for (const name of [
      'package.json',
      'README.md',
      ...packageFile.files.filter((each) => each !== 'dist'),
    ]) {
      await cp(join(repository, name), join(staged, name), { recursive: true });
    }
    await cp(dirname(tertium.main), join(staged, 'dist'), { recursive: true });
    await cp(join(repository, 'dist/widgets'), join(staged, 'dist/widgets'), { recursive: true });
    const npm = ['pack', '--ignore-scripts', '--offline', '--silent', '--pack-destination', folder];
    await run('npm', npm, { cwd: staged });
    await run('tar', ['-xzf', `tertium-${packageFile.version}.tgz`], { cwd: folder });
    installed = join(folder, 'consumer/node_modules/tertium');
    await mkdir(dirname(installed), { recursive: true });
    await rename(join(folder, 'package'), installed);
    // Provides the dependencies of the package.
    await symlink(join(repository, 'node_modules'), join(folder, 'node_modules'));
  }, 120_000);
  afterAll(async () => {
    await rm(folder, { recursive: true });
    tertium.remove();
  });

  /** Runs a module of another package. @returns the value of the JSON that it prints */
  async function consumer(source: string): Promise<unknown> {
    const file = join(folder, 'consumer/consumer.mjs');
    await writeFile(file, source);
    const { stdout } = await run(process.execPath, [file], { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout);
  }

  test('exports the paths that the page lists, and every path resolves to its file', async () => {
    const listed = [...section('Imports from the package').matchAll(/^\| `tertium\/(\S+)`/gmu)];
    const exported = Object.keys(packageFile.exports);
    expect(listed.map(([, path]) => `./${path}`)).toEqual(exported);
    const texts = await consumer(`
      import { createRequire } from 'node:module';
      import { readFile } from 'node:fs/promises';
      const require = createRequire(import.meta.url);
      const texts = {};
      for (const path of ${JSON.stringify(exported)}) {
        const name = path.replace('.', 'tertium');
        if (path.endsWith('.json')) require(name);
        texts[path] = await readFile(new URL(import.meta.resolve(name)), 'utf8');
      }
      console.log(JSON.stringify(texts));
    `);
    for (const path of exported) {
      expect(texts).toHaveProperty(
        [path],
        await readFile(join(repository, packageFile.exports[path] ?? ''), 'utf8'),
      );
    }
  });

  test('rejects every other path, by import and by require', async () => {
    const entries = await readdir(installed, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(installed.length + 1));
    const hidden = files.filter((file) => !(`./${file}` in packageFile.exports));
    expect(hidden).toEqual(expect.arrayContaining(['dist/main.js', 'dist/http/server.js']));
    const names = ['tertium', 'tertium/dist/main', ...hidden.map((file) => `tertium/${file}`)];
    const codes = await consumer(`
      import { createRequire } from 'node:module';
      const require = createRequire(import.meta.url);
      const codes = new Set();
      const codeOf = (resolve) => { try { return resolve(); } catch ({ code }) { return code; } };
      for (const name of ${JSON.stringify(names)}) {
        codes.add(codeOf(() => import.meta.resolve(name)));
        codes.add(codeOf(() => require.resolve(name)));
      }
      console.log(JSON.stringify([...codes]));
    `);
    expect(codes).toEqual(['ERR_PACKAGE_PATH_NOT_EXPORTED']);
  });

  test('contains the command and the seed', async () => {
    const main = join(installed, 'dist/main.js');
    expect((await run(process.execPath, [main, '--version'])).stdout).toBe(`${packageFile.version}\n`);
    const { stdout } = await run(process.execPath, [main, 'seed'], { cwd: join(folder, 'consumer') });
    expect(stdout).toMatch(/^Revision 1: /u);
  });
});

describe('The page lists', () => {
  test('every command with its arguments and options', () => {
    const program = new Command('tertium');
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
    const commands = program.commands.flatMap((command) =>
      command.commands.length > 0 ? command.commands : [command],
    );
    const lines = commands.map((command) => {
      const parameters = command.registeredArguments.map((each) => {
        const name = each.variadic ? `${each.name()}...` : each.name();
        return each.required ? `<${name}>` : `[${name}]`;
      });
      return [
        ...(command.parent === program ? [] : ['tertium']),
        command.parent?.name(),
        command.name(),
        ...parameters,
        ...command.options.map(({ flags, mandatory }) => (mandatory ? flags : `[${flags}]`)),
      ].join(' ');
    });
    expect(section('The command')).toContain(`\`\`\`text\n${lines.join('\n')}\n\`\`\``);
  });

  test('every setting', () => {
    expect(namesIn(section('The command')).filter((name) => !name.startsWith('SIG'))).toEqual(
      [...environmentVariables].sort(),
    );
  });

  test('every error code that a client can receive', async () => {
    const errors = await readFile(join(repository, 'src/graph/errors.ts'), 'utf8');
    const [union = ''] = /type ErrorCode =[^;]+;/u.exec(errors) ?? [];
    const ofGraph = [...union.matchAll(/'([A-Z_]+)'/gu)].map(([, code = '']) => code);
    const inSource = new Set<string>();
    for (const name of await readdir(join(repository, 'src'), { recursive: true })) {
      if (!/^(?:api|http)\/.*\.ts$/u.test(name)) continue;
      const text = await readFile(join(repository, 'src', name), 'utf8');
      for (const [, code = ''] of text.matchAll(/\bcode: '([A-Z_]+)'/gu)) inSource.add(code);
    }
    const codes = new Set([
      ...ofGraph,
      ...Object.keys(requestErrorStatuses),
      ...inSource,
      ...Object.values(ApolloServerErrorCode),
    ]);
    // Only the command line reports the first two codes. Apollo Server reports the third only if persisted queries are disabled.
    for (const unused of ['INVALID_DOCUMENT', 'INVALID_CHANGE', 'PERSISTED_QUERY_NOT_SUPPORTED'])
      codes.delete(unused);
    expect(namesIn(section('GraphQL over HTTP'))).toEqual([...codes].sort());
  });

  test('every exit code of the command line', async () => {
    const listed = [...section('The command').matchAll(/^\| (`\d+`(?:, `\d+`)*) +\|/gmu)].flatMap(
      ([, codes = '']) => codes.replaceAll('`', '').split(', '),
    );
    const source = await readFile(join(repository, 'src/command-line.ts'), 'utf8');
    const [comment = ''] = /Exit codes:[^]*?\*\//u.exec(source) ?? [];
    expect(listed).toEqual(comment.match(/\b\d+\b/gu));
  });
});
