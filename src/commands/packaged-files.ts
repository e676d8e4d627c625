import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the package. It is two folders up, both from `src/commands` and from `dist/commands`. */
const packageFolder = new URL('../../', import.meta.url);

/** The folder of the packaged seed documents, relative to the working directory if it is inside. */
export function packagedSeed(): string {
  const folder = fileURLToPath(new URL('seed', packageFolder));
  const shorter = relative('', folder);
  return shorter.startsWith('..') || isAbsolute(shorter) ? folder : shorter;
}

/** The folder of the built playground. */
export function playgroundDirectory(): string {
  return fileURLToPath(new URL('dist/playground', packageFolder));
}

export const packageFile = new URL('package.json', packageFolder);
