import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package: it is two folders up from here, in `src` as in `dist`. */
const packageFolder = new URL('../../', import.meta.url);

/** The folder of the seed documents, as short as it can be named from where the command runs. */
export function packagedSeed(): string {
  const folder = fileURLToPath(new URL('seed', packageFolder));
  const shorter = relative('', folder);
  return shorter.startsWith('..') || isAbsolute(shorter) ? folder : shorter;
}

/** The folder that the playground is built into. */
export function playgroundDirectory(): string {
  return fileURLToPath(new URL('dist/playground', packageFolder));
}

export const packageFile = new URL('package.json', packageFolder);
