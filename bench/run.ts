import { cpus, totalmem } from 'node:os';
import { approachFilter } from './approach-filter.js';
import { inMarkdown, type Bench } from './bench.js';
import { costs } from './cost/cost-bench.js';
import { difference } from './difference.js';
import { effects } from './effects.js';
import { httpSpeed } from './http/http-bench.js';
import { OptionsError } from './http/options.js';
import { ids } from './ids.js';
import { importSpeed } from './import.js';
import { pages } from './pages/pages-bench.js';
import { publications } from './publications/publications-bench.js';
import { revert } from './revert.js';
import { rowFilter } from './row-filter.js';
import { searches } from './search.js';
import { keyedReading } from './keyed-reading.js';
import { stalls } from './stall/stall-bench.js';

/**
 * The benches by name. `npm run bench -- NAME… FLAG…` runs the named benches, or all benches if there are no names, and passes the flags to each bench.
 */
const benches: Readonly<Record<string, Bench>> = Object.freeze({
  import: importSpeed,
  'row-filter': rowFilter,
  'approach-filter': approachFilter,
  search: searches,
  http: httpSpeed,
  pages,
  publications,
  'keyed-reading': keyedReading,
  ids,
  difference,
  effects,
  revert,
  stall: stalls,
  cost: costs,
});

const words = process.argv.slice(2);
const firstFlag = words.findIndex((word) => word.startsWith('--'));
const named = firstFlag < 0 ? words : words.slice(0, firstFlag);
const flags = firstFlag < 0 ? [] : words.slice(firstFlag);
const names = named.length > 0 ? named : Object.keys(benches);
const unknown = names.find((name) => !(name in benches));
if (unknown !== undefined) exitWith(`Expected one of ${Object.keys(benches).join(', ')}, got ${unknown}.`);

const gibibyte = 1024 ** 3;
const [cpu] = cpus();
process.stdout.write(
  `Node ${process.versions.node} on ${cpus().length} × ${cpu?.model.trim() ?? 'a processor'}, ` +
    `${Math.round(totalmem() / gibibyte)} GiB of memory.\n`,
);
for (const name of names) {
  const bench = benches[name];
  if (!bench) continue;
  process.stdout.write(`\n## ${name}\n\n${bench.description}\n`);
  try {
    const { tables, problems } = await bench.run((line) => process.stderr.write(`${line}\n`), flags);
    for (const table of tables) process.stdout.write(`\n${inMarkdown(table)}\n`);
    for (const problem of problems) process.stdout.write(`\nProblem: ${problem}\n`);
    if (problems.length > 0) process.exitCode = 1;
  } catch (error) {
    if (error instanceof OptionsError) exitWith(error.message);
    throw error;
  }
}

/** Ends the process with the exit code of a wrong command. */
function exitWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
