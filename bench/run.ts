import { cpus, totalmem } from 'node:os';
import { inMarkdown, type Bench } from './bench.js';
import { importSpeed } from './import.js';
import { rowFilter } from './row-filter.js';

/** `npm run bench -- NAME…`: every bench, or those that are named. A new bench is a file beside this and a line here. */
const benches: Readonly<Record<string, Bench>> = Object.freeze({
  import: importSpeed,
  'row-filter': rowFilter,
});

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(benches);
const unknown = names.find((name) => !(name in benches));
if (unknown !== undefined) {
  process.stderr.write(`Expected one of ${Object.keys(benches).join(', ')}, got ${unknown}.\n`);
  process.exit(2);
}

const gibibyte = 1024 ** 3;
const [cpu] = cpus();
process.stdout.write(
  `Node ${process.versions.node} on ${cpus().length} × ${cpu?.model.trim() ?? 'a processor'}, ` +
    `${Math.round(totalmem() / gibibyte)} GiB of memory.\n`,
);
for (const name of names) {
  const bench = benches[name];
  if (!bench) continue;
  process.stdout.write(`\n## ${name}\n\n${bench.what}\n\n`);
  const table = await bench.run((what) => process.stderr.write(`${what}\n`));
  process.stdout.write(`${inMarkdown(table)}\n`);
}
