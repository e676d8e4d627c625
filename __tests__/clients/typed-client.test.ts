/** Builds and runs examples/typed-client. */
import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestServer, type TestServer } from '../support/server.js';

const repository = new URL('../../', import.meta.url);
const example = fileURLToPath(new URL('examples/typed-client', repository));
const packageFile = (path: string): string => fileURLToPath(new URL(`node_modules/${path}`, repository));

/** Runs a script of a package, or of the example, in the folder of the example. @returns the standard output of the script */
async function run(script: string, args: readonly string[], settings = {}): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], {
    cwd: example,
    env: { ...process.env, ...settings },
  });
  return stdout;
}

describe('The typed client', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(async () => {
    await server.close();
    await rm(`${example}/dist`, { recursive: true, force: true });
  });

  it('has the types that graphql-codegen generates from the schema for clients', async () => {
    // With `--check`, the exit code is 1 if a file would change.
    const codegen = packageFile('@graphql-codegen/cli/esm/bin.js');
    await expect(run(codegen, ['--config', 'codegen.json', '--check'])).resolves.toBeDefined();
  });

  it('compiles without errors, and prints a comparison requested with fetch and a comparison requested with Apollo Client', async () => {
    await run(packageFile('typescript/bin/tsc'), ['-p', '.']);
    const printed = await run('dist/main.js', [], { TERTIUM_URL: server.url });
    // Amounts contain non-breaking spaces.
    expect(printed.replaceAll('\u00a0', ' ').trim().split('\n')).toEqual([
      'Managed Service Provider | DevOps',
      'Relationship: A vendor and its client (sources: 1) ≠ Teams inside that work together and share responsibility (sources: 1)',
      'Automation: Not stated ◐ Yes (sources: 1)',
      'LTO-9 tape | BD-ROM',
      'Capacity: 18 TB (recording: native); 45 TB (recording: compressed) (sources: 2, in GBy and TBy) ≠ 0.025 TB (layers: single); 0.05 TB (layers: dual) (sources: 1, in GBy)',
    ]);
  });
});
