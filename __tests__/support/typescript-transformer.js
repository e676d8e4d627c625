import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TsJestTransformer } from 'ts-jest';

const transformer = new TsJestTransformer({ useESM: true, diagnostics: false });

const repository = `${import.meta.dirname}/../..`;
const readText = (/** @type {string} */ path) => readFileSync(`${repository}/${path}`, 'utf8');
/** What the code depends on beside the source: the versions of ts-jest and TypeScript, and the options of the compiler. */
const environment = ['package.json', 'tsconfig.json'].map(readText).join('\0');

/*
 * ts-jest with a separate cache key. The key of ts-jest holds the whole configuration of a Jest project: a source was compiled once for
 * each of three projects.
 */
export default {
  process: transformer.process,
  processAsync: transformer.processAsync,

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
