import { constants, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { inMarkdown } from '../../bench/bench.js';
import type { Fault } from './fault.js';
import { fullDisk } from './full-disk.js';
import { check, type Finding } from './guarantees.js';
import { killNine } from './kill-nine.js';
import { helpText, OptionsError, readOptions, type FaultOptions } from './options.js';
import { outage } from './outage.js';
import { pooler } from './pooler.js';
import { guaranteesTable, inUnit, notesTable, outcomesTable } from './report.js';
import { restart } from './restart.js';
import { runFault } from './run-fault.js';
import { stops } from './stops.js';
import { droppedPackets } from './dropped-packets.js';

/** All faults, by name. `npm run faults -- [NAME…] [OPTION…]` runs the named faults, or all faults. */
const faults: Readonly<Record<string, Fault>> = Object.freeze({
  'kill-9': killNine,
  restart,
  outage,
  'full-disk': fullDisk,
  'dropped-packets': droppedPackets,
  pgbouncer: pooler,
  stops,
});

const main = fileURLToPath(new URL('../../../dist/main.js', import.meta.url));

// Clean-ups run when the process exits. They kill the started processes and remove the created folders.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => process.exit(128 + constants.signals[signal]));
}

const options = parsedOptions();
if (options.help) {
  process.stdout.write(helpText(faults));
} else {
  process.exitCode = (await runFaults(options)) ? 0 : 1;
}

/** Parses the options of the command line. Exits with 2 if they are invalid. */
function parsedOptions(): FaultOptions {
  try {
    const randomSeed = 1 + Math.floor(Math.random() * 9_999);
    return readOptions(process.argv.slice(2), Object.keys(faults), randomSeed);
  } catch (error) {
    if (!(error instanceof OptionsError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}

/** Runs faults, and prints the results. @returns whether no fault failed and every checked guarantee was met */
async function runFaults({ names, rounds, seconds, seed, databases }: FaultOptions): Promise<boolean> {
  const started = performance.now();
  const [cpu] = cpus();
  print(
    `Node ${process.versions.node} on ${cpus().length} × ${cpu?.model.trim() ?? 'an unknown processor'}; --seed ${seed}`,
  );
  const findings: Finding[] = [];
  let haveAllRun = true;
  for (const name of names) {
    const fault = faults[name];
    if (!fault) continue;
    print(`\n## ${name}\n\n${fault.description}`);
    if (typeof fault.obstacle === 'string') {
      print(`\nNot run: ${fault.obstacle}`);
      continue;
    }
    try {
      const logProgress = (step: string): void => void process.stderr.write(`${name}: ${step}\n`);
      const observations = await runFault(fault, { main, rounds, seconds, seed, databases, logProgress });
      const outcomes = outcomesTable(observations);
      for (const table of [...(outcomes ? [outcomes] : []), notesTable(observations)])
        print(`\n${inMarkdown(table)}`);
      for (const { situation, measurements } of observations) {
        findings.push(...check(`${name}, ${situation}`, measurements));
      }
    } catch (error) {
      haveAllRun = false;
      print(`\nFailed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    }
  }
  print(`\n${inMarkdown(guaranteesTable(findings))}`);
  const broken = findings.filter(({ isMet }) => !isMet);
  for (const finding of broken) {
    print(`\nBroken: ${finding.guarantee.text} (${finding.situation}: ${inUnit(finding)})`);
  }
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  print(`\n${findings.length} checks, ${broken.length} broken, in ${minutes} minutes.`);
  return haveAllRun && broken.length === 0;
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
