import { cpus, totalmem } from 'node:os';
import { inMarkdown, type Bench } from './bench.js';
import { costs } from './cost/cost-bench.js';
import { httpSpeed } from './http/http-bench.js';
import { OptionsError } from './http/options.js';
import { ids } from './ids.js';
import { importSpeed } from './import.js';
import { rowFilter } from './row-filter.js';
import { searches } from './search.js';
import { stalls } from './stall/stall-bench.js';

/**
 * `npm run bench -- NAME… FLAG…`: runs the named benches, or all. Flags follow the names and are passed to the benches.
 * A new bench is a file in this folder and a line here.
 */
const benches: Readonly<Record<string, Bench>> = Object.freeze({
  import: importSpeed,
  'row-filter': rowFilter,
  search: searches,
  http: httpSpeed,
  ids,
  stall: stalls,
  cost: costs,
});

const words = process.argv.slice(2);
const firstFlag = words.findIndex((word) => word.startsWith('--'));
const named = firstFlag < 0 ? words : words.slice(0, firstFlag);
const flags = firstFlag < 0 ? [] : words.slice(firstFlag);
const names = named.length > 0 ? named : Object.keys(benches);
const unknown = names.find((name) => !(name in benches));
if (unknown !== undefined) refuse(`Expected one of ${Object.keys(benches).join(', ')}, got ${unknown}.`);

const gibibyte = 1024 ** 3;
const [cpu] = cpus();
process.stdout.write(
  `Node ${process.versions.node} on ${cpus().length} × ${cpu?.model.trim() ?? 'a processor'}, ` +
    `${Math.round(totalmem() / gibibyte)} GiB of memory.\n`,
);
for (const name of names) {
  const bench = benches[name];
  if (!bench) continue;
  process.stdout.write(`\n## ${name}\n\n${bench.what}\n`);
  try {
    const { tables, problems } = await bench.run((what) => process.stderr.write(`${what}\n`), flags);
    for (const table of tables) process.stdout.write(`\n${inMarkdown(table)}\n`);
    for (const problem of problems) process.stdout.write(`\nInvalid: ${problem}\n`);
    if (problems.length > 0) process.exitCode = 1;
  } catch (error) {
    if (error instanceof OptionsError) refuse(error.message);
    throw error;
  }
}

function refuse(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
