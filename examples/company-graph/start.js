// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startCompanyGraph } from './company-graph.js';

/*
 * Starts Tertium with demo content in a temporary database, the subgraphs of a company, and a gateway, on the loopback interface. PORT, TERTIUM_PORT,
 * TEAMS_PORT and HANDBOOK_PORT set the ports; each is any free port by default. Ctrl-C stops everything. The argument is the main file of Tertium, by
 * default `dist/main.js`.
 */

/** @param {string} name of the setting */
const portOf = (name) => Number(process.env[name] ?? 0);

const main = process.argv[2] ?? fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/**
 * Starts Tertium.
 * @param {string} folder of its database
 * @returns its process, and the address that it prints when it is ready
 */
async function startTertium(folder) {
  const tertium = spawn(process.execPath, [main, 'serve', '--seed'], {
    env: {
      ...process.env,
      DATABASE_URL: `file:${join(folder, 'tertium.db')}`,
      PORT: String(portOf('TERTIUM_PORT')),
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface(tertium.stdout);
  const [line] = await Promise.race([
    once(lines, 'line'),
    once(tertium, 'exit').then(([code]) => {
      throw new Error(`Tertium has stopped with exit code ${code}.`);
    }),
  ]);
  return { process: tertium, url: String(line).replace(/^Tertium is ready at /u, '') };
}

const folder = await mkdtemp(join(tmpdir(), 'company-graph-'));
const tertium = await startTertium(folder);
const graph = await startCompanyGraph({
  tertium: `${tertium.url}/graphql`,
  port: portOf('PORT'),
  teamsPort: portOf('TEAMS_PORT'),
  handbookPort: portOf('HANDBOOK_PORT'),
});

async function stop() {
  await graph.stop();
  tertium.process.kill();
  await once(tertium.process, 'exit');
  await rm(folder, { recursive: true });
}
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stop());

console.log(`The company graph is ready at ${graph.url}/ (Tertium alone: ${tertium.url}/). Ctrl-C stops it.`);
