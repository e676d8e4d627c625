import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root folder of the package: two folders up, both from `src/commands` and from `dist/commands`. */
const packageFolder = new URL('../../', import.meta.url);

/** The folder of the packaged seed documents; relative to the working directory if the folder is inside that directory. */
export function packagedSeed(): string {
  const folder = fileURLToPath(new URL('seed', packageFolder));
  const relativePath = relative('', folder);
  return relativePath.startsWith('..') || isAbsolute(relativePath) ? folder : relativePath;
}

/** The folder of the built playground. */
export function playgroundDirectory(): string {
  return fileURLToPath(new URL('dist/playground', packageFolder));
}

/** The folder of the built files that pages of other sites load. */
export function widgetsDirectory(): string {
  return fileURLToPath(new URL('dist/widgets', packageFolder));
}

/** The package.json of Tertium. */
export const packageFile = new URL('package.json', packageFolder);
