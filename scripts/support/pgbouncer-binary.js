import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The path of PgBouncer; null if it is not installed. Debian installs it in /usr/sbin, which is not in the PATH of all users. */
export const pgbouncer =
  [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin']
    .map((folder) => join(folder, 'pgbouncer'))
    .find((file) => existsSync(file)) ?? null;
