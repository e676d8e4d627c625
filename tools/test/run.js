/*
 * `npm test`: the build, then side by side what checks the sources (types, lint, format) followed by the unit tests on Node 24, and every
 * test on the Node that runs this. One after the other they leave a core idle for a third of the time on a machine with two.
 *
 * Arguments go to Jest, in both runs: `--config jest.long.config.js`. Exits with 1 where anything failed.
 */
import { spawn } from 'node:child_process';

const options = process.argv.slice(2);

/**
 * Runs a script of package.json.
 * @param {string} script its name, and its arguments
 * @param {readonly string[]} args
 * @param {'inherit' | 'pipe'} stdio whether what it prints is shown at once, or when it has ended
 * @returns {Promise<boolean>} whether it succeeded
 */
function run(script, args, stdio) {
  const child = spawn('npm', ['run', '--silent', script, ...(args.length > 0 ? ['--', ...args] : [])], {
    stdio: ['ignore', stdio, stdio],
  });
  /** @type {Buffer[]} */
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
  return new Promise((resolve) => {
    child.on('close', (code) => {
      if (printed.length > 0) process.stderr.write(Buffer.concat(printed));
      if (code !== 0) process.stderr.write(`npm run ${script} failed.\n`);
      resolve(code === 0);
    });
  });
}

async function verifyAndRunOnNode24() {
  const isSound = await run('verify', [], 'pipe');
  // One worker: the other run has as many as there are cores.
  return (await run('test:node-24', [...options, '--maxWorkers', '1'], 'pipe')) && isSound;
}

if (await run('build', [], 'pipe')) {
  const all = run('jest', [...options, '--json', '--outputFile=test-report.json'], 'inherit');
  const passed = await Promise.all([all, verifyAndRunOnNode24()]);
  if (passed.includes(false)) process.exitCode = 1;
} else process.exitCode = 1;
