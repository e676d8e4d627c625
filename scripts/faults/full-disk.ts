import { join } from 'node:path';
import { sqliteDatabase } from './database.js';
import type { Fault } from './fault.js';
import { Imports } from './imports.js';
import { startCommand } from './server-process.js';
import { LoadPeriod, startService } from './service.js';
import { makeSmallDisk } from './small-disk.js';

/** The number of claims of an import. The import needs about 6 MB in the database, and 6 MB in the write-ahead log until the checkpoint. */
const claims = 6_000;

const file = 'graph.db';

/** A disk that becomes full during an import. */
export const fullDisk: Fault = {
  description:
    'A SQLite file is on a disk without space for an import, while clients query data in memory and in the database. ' +
    'Then space is freed, and the import is repeated.',
  async run(setting) {
    const disk = await makeSmallDisk(setting);
    const { folder, logProgress } = setting;
    const service = await startService(setting, sqliteDatabase(join(disk.folder, file)), {
      prefixCommand: disk.prefixCommand,
      async urlToCheck() {
        for (const name of [file, `${file}-wal`]) await disk.copy(name, folder);
        return `file:${join(folder, file)}`;
      },
    });
    const { target, imports } = service;
    const exportGraph = async (): Promise<string> => (await startCommand(target, ['export']).finished).stdout;
    const before = await exportGraph();
    const loadPeriod = new LoadPeriod(service, { load: { memory: 2, database: 2 }, isWritten: false });

    logProgress('An import without enough disk space');
    const limitedImports = new Imports({ ...target, prefixCommand: disk.limitedPrefixCommand }, folder);
    const failedImport = await limitedImports.start(claims);
    const { exitCode, stderr } = await failedImport.finished;
    const isUnchanged = (await exportGraph()) === before;

    logProgress('The same import after space was freed');
    await disk.freeSpace();
    imports.records.push(failedImport.record);
    const repeated = await imports.repeat(failedImport.record).finished;
    const observation = await loadPeriod.end('the disk is full', null, {
      notes: [
        ['the disk', disk.description],
        [`an import of ${claims} claims`, `exit code ${exitCode}: ${stderr.trim()}`],
        ['the graph after the import', isUnchanged ? 'unchanged' : 'changed'],
        ['the same import, with free space', repeated.stdout.split('\n')[0] ?? ''],
      ],
      measurements: {
        unfitImportsApplied: exitCode === 0 || !isUnchanged ? 1 : 0,
      },
    });
    const { measurements } = observation;
    return [
      {
        ...observation,
        measurements: {
          ...measurements,
          unexplainedFailures: (measurements.unexplainedFailures ?? 0) + limitedImports.unexplained.length,
          failedNextImports: (measurements.failedNextImports ?? 0) + (repeated.exitCode === 0 ? 0 : 1),
        },
      },
    ];
  },
};
