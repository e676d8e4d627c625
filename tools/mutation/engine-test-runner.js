/*
 * A test runner of Stryker for the tests of the engine and the value types. Jest would load all packages again for each mutant. This runner loads packages once, and evaluates only the repository's modules again for each mutant.
 * It runs the test files that cover the mutant: first the tests that have killed mutants before, then the fastest.
 *
 * Test files use Jest's own `expect`, `each` and mocks. Suites with thousands of random comparisons are omitted, because they would run for
 * each mutant that survives, and so is the test of a document, which is not part of the copy that is mutated. To save time, properties
 * use fewer values, equal values for each mutant, and failures are not shrunk.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { compileFunction } from 'node:vm';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { expect } from 'expect';
import fc from 'fast-check';
import { bind } from 'jest-each';
import { ModuleMocker } from 'jest-mock';
import ts from 'typescript';

const folders = ['comparison', 'graph/spreads', 'graph/values'];
const omitted = /(?:^|\/)(?:reference|laws|[a-z]+-law|comparing-page)\.test\.ts$/u;

/**
 * @typedef {{ readonly name: string, readonly before: Hook[], readonly after: Hook[] }} Group
 * @typedef {() => unknown} Hook
 * @typedef {{ readonly id: string, readonly file: string, readonly run: Hook, readonly groups: readonly Group[] }} Test
 * @typedef {(exports: object, require: (specifier: string) => unknown) => void} Module
 */

/** The modules of the tests and of everything that they import, compiled to CommonJS, which can be evaluated again. */
class Modules {
  /** @type {Map<string, Module>} by path */
  #modules = new Map();
  /** @type {Map<string, object>} by specifier */
  #packages = new Map();

  /** Compiles a module and those that it imports. @param {string} path */
  async load(path) {
    if (this.#modules.has(path)) return;
    const { outputText } = ts.transpileModule(readFileSync(path, 'utf8'), {
      fileName: path,
      compilerOptions: {
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.CommonJS,
        esModuleInterop: true,
      },
    });
    this.#modules.set(
      path,
      /** @type {Module} */ (compileFunction(outputText, ['exports', 'require'], { filename: path })),
    );
    for (const [, specifier = ''] of outputText.matchAll(/\brequire\("([^"]+)"\)/gu)) {
      if (specifier.startsWith('.')) await this.load(resolveModule(specifier, path));
      else if (specifier !== '@jest/globals' && !this.#packages.has(specifier))
        this.#packages.set(specifier, { ...(await import(specifier)), __esModule: true });
    }
  }

  /**
   * Returns a function that evaluates a module and those that it imports, each once.
   * @param {object} globals what the modules import from `@jest/globals`
   */
  evaluator(globals) {
    /** @type {Map<string, object>} */
    const evaluated = new Map();
    /** @param {string} path */
    const evaluate = (path) => {
      const known = evaluated.get(path);
      if (known) return known;
      const exports = {};
      evaluated.set(path, exports);
      this.#modules.get(path)?.(exports, (specifier) => {
        if (specifier === '@jest/globals') return globals;
        return specifier.startsWith('.')
          ? evaluate(resolveModule(specifier, path))
          : this.#packages.get(specifier);
      });
      return exports;
    };
    return evaluate;
  }
}

/** The path of an imported module: an import of `x.js` loads `x.ts`. @type {(specifier: string, from: string) => string} */
function resolveModule(specifier, from) {
  return resolve(dirname(from), specifier).replace(/\.js$/u, '.ts');
}

/** Collects the tests of files. It has the part of Jest's API that the tests of the engine use; other calls throw. */
class Collector {
  /** @type {Test[]} */
  tests = [];
  /** @type {Group[]} */
  #groups = [];
  #file = '';

  globals() {
    const mocker = new ModuleMocker(globalThis);
    /** @param {string} name @param {Hook} run */
    const it = (name, run) => {
      const title = [...this.#groups.map((group) => group.name), name].join(' ');
      this.tests.push({ id: `${this.#file}: ${title}`, file: this.#file, run, groups: [...this.#groups] });
    };
    /** @param {string} name @param {Hook} body */
    const describe = (name, body) => {
      this.#groups.push({ name, before: [], after: [] });
      body();
      this.#groups.pop();
    };
    it.each = bind(it);
    describe.each = bind(describe, false);
    return {
      __esModule: true,
      describe,
      expect,
      it,
      test: it,
      beforeEach: (/** @type {Hook} */ hook) => this.#group().before.push(hook),
      afterEach: (/** @type {Hook} */ hook) => this.#group().after.push(hook),
      jest: { spyOn: mocker.spyOn.bind(mocker) },
    };
  }

  /** @param {string} file @param {() => void} evaluate */
  collect(file, evaluate) {
    this.#file = file;
    evaluate();
  }

  #group() {
    const group = this.#groups.at(-1);
    if (!group) throw new Error('Expected a hook within a describe, got one outside.');
    return group;
  }
}

/** @param {Test} test */
async function run({ run: body, groups }) {
  try {
    for (const hook of groups.flatMap(({ before }) => before)) await hook();
    await body();
  } finally {
    for (const hook of groups.toReversed().flatMap(({ after }) => after)) await hook();
  }
}

class EngineTestRunner {
  #modules = new Modules();
  /** @type {string[]} */
  #files = [];
  /** @type {Map<string, number>} the milliseconds that each test took without a mutant, by id */
  #durations = new Map();
  /** @type {Map<string, number>} the number of mutants that each test has killed, by id */
  #kills = new Map();
  /** @type {Map<string, Set<string>>} the test files that cover each mutant, by its id */
  #filesByMutant = new Map();
  /** The variables of the mutated sources. */
  #stryker = (globalThis.__stryker__ ??= {});

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    globalThis.testRun = { databases: [], long: 'sample' };
    fc.configureGlobal({ numRuns: 20, seed: 1, endOnFailure: true });
    for (const folder of folders.map((each) => join('__tests__', each))) {
      const names = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      const tests = names.filter((name) => name.endsWith('.test.ts') && !omitted.test(name));
      this.#files.push(...tests.sort().map((name) => join(folder, name)));
    }
    for (const file of this.#files) await this.#modules.load(resolve(file));
  }

  /**
   * Each file has its own modules, as in Jest: a value that one file has cached does not hide what the tests of another file cover.
   */
  async dryRun() {
    const tests = [];
    const coverage = { static: {}, perTest: {} };
    for (const file of this.#files) {
      this.#stryker.mutantCoverage = { static: {}, perTest: {} };
      const result = await this.#run([file], null, true);
      if (result.status !== DryRunStatus.Complete) return result;
      tests.push(...result.tests);
      const { static: whenLoaded, perTest } = this.#stryker.mutantCoverage;
      Object.assign(coverage.perTest, perTest);
      for (const mutants of [whenLoaded, ...Object.values(perTest)])
        for (const mutant of Object.keys(mutants)) this.#addFile(mutant, file);
      for (const [mutant, hits] of Object.entries(whenLoaded))
        coverage.static[mutant] = (coverage.static[mutant] ?? 0) + hits;
    }
    for (const { id, timeSpentMs } of tests) this.#durations.set(id, timeSpentMs);
    return { status: DryRunStatus.Complete, tests, mutantCoverage: coverage };
  }

  /**
   * Without a filter, which Stryker omits if a file runs the mutant when it is loaded, all tests of the files that cover the mutant run. After
   * a timeout, Stryker starts another process without a dry run: then all tests run.
   */
  async mutantRun({ activeMutant, testFilter, disableBail, hitLimit }) {
    const filter = testFilter ? new Set(testFilter) : null;
    const files = testFilter
      ? new Set(testFilter.map((/** @type {string} */ id) => id.slice(0, id.indexOf(': '))))
      : (this.#filesByMutant.get(activeMutant.id) ?? new Set(this.#files));
    Object.assign(this.#stryker, {
      activeMutant: activeMutant.id,
      hitLimit,
      hitCount: hitLimit === undefined ? undefined : 0,
    });
    const selected = this.#files.filter((file) => files.has(file));
    const result = await this.#run(selected, filter, disableBail);
    Object.assign(this.#stryker, { activeMutant: undefined, hitLimit: undefined, hitCount: undefined });
    return toMutantRunResult(result, disableBail);
  }

  /** @param {string} mutant its id @param {string} file a test file that covers it */
  #addFile(mutant, file) {
    const files = this.#filesByMutant.get(mutant);
    if (files) files.add(file);
    else this.#filesByMutant.set(mutant, new Set([file]));
  }

  async #run(files, filter, runsAll) {
    const collector = new Collector();
    const evaluate = this.#modules.evaluator(collector.globals());
    const tests = [];
    try {
      for (const file of files) collector.collect(file, () => evaluate(resolve(file)));
    } catch (error) {
      return this.#limitReached() ?? { status: DryRunStatus.Error, errorMessage: inWords(error) };
    }
    const selected = collector.tests.filter(({ id }) => !filter || filter.has(id));
    if (!runsAll) selected.sort((one, other) => this.#costOf(one) - this.#costOf(other));
    for (const test of selected) {
      const result = await this.#runTest(test);
      tests.push(result);
      if (result.status === TestStatus.Success || runsAll) continue;
      this.#kills.set(test.id, (this.#kills.get(test.id) ?? 0) + 1);
      break;
    }
    return this.#limitReached() ?? { status: DryRunStatus.Complete, tests };
  }

  async #runTest(test) {
    const { id, file } = test;
    const start = performance.now();
    this.#stryker.currentTestId = id;
    const outcome = await run(test).then(
      () => ({ status: TestStatus.Success }),
      (/** @type {unknown} */ error) => ({ status: TestStatus.Failed, failureMessage: inWords(error) }),
    );
    this.#stryker.currentTestId = undefined;
    return { id, name: id, fileName: file, timeSpentMs: performance.now() - start, ...outcome };
  }

  /** A loop that runs a hundred times as often as without the mutant ends with an error, and counts as a timeout. */
  #limitReached() {
    return determineHitLimitReached(this.#stryker.hitCount, this.#stryker.hitLimit);
  }

  #costOf({ id }) {
    return (this.#durations.get(id) ?? 1) / (1 + 4 * (this.#kills.get(id) ?? 0));
  }
}

/** @param {unknown} error */
function inWords(error) {
  return error instanceof Error ? String(error.stack) : String(error);
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'engine', EngineTestRunner)];
