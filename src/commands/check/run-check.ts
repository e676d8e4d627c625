import { readSettings } from '../../config.js';
import { doubtfulReadings, printDoubtfulReading } from '../../formats/readings/doubtful-readings.js';
import type { GraphView } from '../../graph/ports/reading.js';
import { countWithNoun } from '../graph/describe-changes.js';
import { openExisting } from '../graph/open-graph.js';
import { writeOutput } from '../terminal/output.js';
import { exitCodes } from '../terminal/report-error.js';

/** The command-line options of `check`. */
export interface CheckOptions {
  readonly readings: true;
  readonly json?: true;
}

/** Lists the doubtful readings of the graph that DATABASE_URL names, and sets the exit code 5 if there are any. */
export async function runCheck({ json }: CheckOptions): Promise<void> {
  const { databaseUrl } = readSettings();
  const store = await openExisting(databaseUrl);
  let count = 0;
  async function* lines(view: GraphView): AsyncGenerator<string> {
    for await (const reading of doubtfulReadings(view)) {
      count += 1;
      yield `${json ? JSON.stringify(reading) : printDoubtfulReading(reading)}\n`;
    }
  }
  try {
    const view = await store.reader.openView();
    if (!view) throw new TypeError('The graph has no published view.');
    await writeOutput('-', lines(view), () => undefined);
  } finally {
    await store.close();
  }
  process.stderr.write(
    count === 0
      ? 'No claims with doubtful readings were found.\n'
      : `${countWithNoun(count, 'claim')} may have been read incorrectly. Import their sources again (see docs/importing.md).\n`,
  );
  if (count > 0) process.exitCode = exitCodes.findings;
}
