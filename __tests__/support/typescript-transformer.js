import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TsJestTransformer } from 'ts-jest';

const transformer = new TsJestTransformer({ useESM: true, diagnostics: false });

const repository = `${import.meta.dirname}/../..`;
const readText = (/** @type {string} */ path) => readFileSync(`${repository}/${path}`, 'utf8');
/** The inputs of the compiler in addition to the source: its options, and the versions of ts-jest and TypeScript. */
const environment = ['package.json', 'tsconfig.json'].map(readText).join('\0');

/*
 * ts-jest with a different cache key. The key of ts-jest contains the complete configuration of a Jest project, so that each source would be
 * compiled once for each of the three projects.
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
