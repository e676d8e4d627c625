import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { TsJestTransformer } from 'ts-jest';

const transformer = new TsJestTransformer({ useESM: true, diagnostics: false });

const repository = join(import.meta.dirname, '../..');
const readText = (/** @type {string} */ path) => readFileSync(join(repository, path), 'utf8');
/** The inputs of the compiler in addition to the source: its options, and the versions of ts-jest and TypeScript. */
const environment = ['package.json', 'tsconfig.json'].map(readText).join('\0');

/**
 * Reads the result of `npm run build` for a source. The build uses the same options of the compiler. `npm test` builds first, so that
 * the sources are not compiled again.
 * @param {string} path
 * @returns {{ code: string, map: object } | null} null if the file is not below `src`, if there is no result, or if the source or the options have changed since the build
 */
function readBuilt(path) {
  const inSources = relative(join(repository, 'src'), path);
  if (inSources.startsWith('..')) return null;
  const built = join(repository, 'dist', inSources.replace(/\.tsx?$/u, '.js'));
  const inputs = [path, join(repository, 'tsconfig.json'), join(repository, 'tsconfig.build.json')];
  try {
    const { mtimeMs } = statSync(built);
    if (inputs.some((input) => statSync(input).mtimeMs >= mtimeMs)) return null;
    const code = readFileSync(built, 'utf8').replace(/\n\/\/# sourceMappingURL=.*\n?$/u, '\n');
    const map = { ...JSON.parse(readFileSync(`${built}.map`, 'utf8')), sourceRoot: '', sources: [path] };
    return { code, map };
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/*
 * ts-jest with a different cache key. The key of ts-jest contains the complete configuration of a Jest project, so that each source would be
 * compiled once for each of the three projects.
 */
export default {
  /** @type {typeof transformer.process} */
  process: (text, path, options) => readBuilt(path) ?? transformer.process(text, path, options),

  /** @type {typeof transformer.processAsync} */
  processAsync: async (text, path, options) =>
    readBuilt(path) ?? transformer.processAsync(text, path, options),

  /**
   * @param {string} text
   * @param {string} path
   * @param {import('@jest/transform').TransformOptions<unknown>} options
   */
  getCacheKey(text, path, { supportsStaticESM, instrument }) {
    const parts = [environment, path, text, supportsStaticESM, instrument];
    return createHash('sha1').update(JSON.stringify(parts)).digest('hex');
  },
};
