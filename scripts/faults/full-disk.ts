import { join } from 'node:path';
import { sqliteDatabase } from './database.js';
import type { Fault } from './fault.js';
import { Imports } from './imports.js';
import { startCommand } from './server-process.js';
import { Episode, startService } from './service.js';
import { makeSmallDisk } from './small-disk.js';

/** They need about 6 MB in the database, and as much again in the write-ahead log until the checkpoint. */
const claims = 6_000;

const file = 'graph.db';

/** A disk that becomes full during an import. */
export const fullDisk: Fault = {
  what:
    'A SQLite file is on a disk without space for an import, while clients query data in memory and in the database. ' +
    'Then space is freed, and the import is repeated.',
  async run(setting) {
    const disk = await makeSmallDisk(setting);
    const { folder, logProgress } = setting;
    const service = await startService(setting, sqliteDatabase(join(disk.folder, file)), {
      within: disk.within,
      async toBeChecked() {
        for (const name of [file, `${file}-wal`]) await disk.copy(name, folder);
        return `file:${join(folder, file)}`;
      },
    });
    const { place, imports } = service;
    const exported = async (): Promise<string> => (await startCommand(place, ['export']).finished).stdout;
    const before = await exported();
    const episode = new Episode(service, { load: { memory: 2, database: 2 }, isWritten: false });

    logProgress('An import that does not fit');
    const cramped = new Imports({ ...place, within: disk.cramped }, folder);
    const unfit = await cramped.start(claims);
    const { exitCode, stderr } = await unfit.finished;
    const isAsBefore = (await exported()) === before;

    logProgress('Space is freed');
    await disk.freeSpace();
    imports.records.push(unfit.record);
    const repeated = await imports.repeat(unfit.record).finished;
    const observation = await episode.end('the disk is full', null, {
      notes: [
        ['the disk', disk.how],
        [`an import of ${claims} claims`, `exit code ${exitCode}: ${stderr.trim()}`],
        ['the graph after it', isAsBefore ? 'as before' : 'changed'],
        ['the same import, with free space', repeated.stdout.split('\n')[0] ?? ''],
      ],
      measurements: {
        unfitImportsApplied: exitCode === 0 || !isAsBefore ? 1 : 0,
      },
    });
    const { measurements } = observation;
    return [
      {
        ...observation,
        measurements: {
          ...measurements,
          wordlessFailures: (measurements.wordlessFailures ?? 0) + cramped.wordless.length,
          failedNextImports: (measurements.failedNextImports ?? 0) + (repeated.exitCode === 0 ? 0 : 1),
        },
      },
    ];
  },
};
