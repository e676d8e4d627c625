import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The program of the pooler; null where it is not installed. Debian has it in /usr/sbin, which is not on everyone's path. */
export const pgbouncer =
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
    .map((folder) => join(folder, 'pgbouncer'))
    .find((file) => existsSync(file)) ?? null;
