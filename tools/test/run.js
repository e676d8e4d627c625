/*
 * Implements `npm test`: runs the build, then two jobs in parallel. One job checks the sources (types, lint, format),
 * and runs the unit tests of the read model and of SQLite on Node 24; with `jest.long.config.js`, it runs all unit
 * tests on Node 24. The other job runs the tests of all projects on the current Node. In sequence, the jobs would leave one of two
 * cores idle for a third of the time.
 *
 * Without arguments, uses `jest.third.config.js`. Passes its arguments, such as `--config jest.long.config.js`, to Jest in both jobs. Exits with 1 if a
 * job or the build fails.
 */
import { spawn } from 'node:child_process';

const args = process.argv.slice(2);
const options = args.length === 0 ? ['--config', 'jest.third.config.js'] : args;

/**
 * Runs a script of package.json.
 * @param {string} script its name
 * @param {readonly string[]} args
 * @param {'inherit' | 'pipe'} stdio `inherit` prints the output immediately, `pipe` prints it when the script has ended
 * @returns {Promise<boolean>} whether the script succeeded
 */
function run(script, args, stdio) {
  const child = spawn('npm', ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])], {
    stdio: ['ignore', stdio, stdio],
  });
  /** @type {Buffer[]} */
  const output = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => output.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      if (output.length > 0) process.stderr.write(Buffer.concat(output));
      if (code !== 0) process.stderr.write(`npm run ${script} failed.\n`);
      resolve(code === 0);
    });
  });
}

/** Runs the checks, then the unit tests on Node 24. @returns whether both succeeded */
async function verifyAndRunOnNode24() {
  const isSound = await run('verify', [], 'pipe');
  // One worker, because the other job uses all cores. Only the read model and SQLite are tested: they depend most on the version of Node. The contract of stores runs
  // on SQLite, and not again on in-memory views.
  const isLong = options.some((option) => option.includes('jest.long.config'));
  const omitted = isLong
    ? []
    : ['--testPathIgnorePatterns', '__tests__/(?!read-model/|storage/sqlite/)', 'read-model/sqlite'];
  return (await run('test:node-24', [...options, '--maxWorkers', '1', ...omitted], 'pipe')) && isSound;
}

if (await run('build', [], 'pipe')) {
  const all = run('jest', [...options, '--json', '--outputFile=test-report.json'], 'inherit');
  const passed = await Promise.all([all, verifyAndRunOnNode24()]);
  if (passed.includes(false)) process.exitCode = 1;
} else process.exitCode = 1;
