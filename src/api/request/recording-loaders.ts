import type { DependencyRecorder } from '../../graph/dependencies/dependency-recorder.js';
import type { Loaders } from '../../graph/loaders/loader-set.js';
import type { Loading } from '../../graph/loaders/loader.js';
import { mapMaybe, type MaybePromise } from '../../graph/work/maybe-promise.js';
import { recordToward } from './record-reads.js';

/**
 * Records the uses of loaders that cache values for a request even on an in-memory view. The view of the request records only the first read of a
 * value, but other parts of the result may use the cached value, too.
 */
export function recordingLoaders(loaders: Loaders, recorder: DependencyRecorder): Loaders {
  const recordMissing = (value: unknown): void => {
    if (value === null) recorder.wholeGraph();
  };
  const recordClaim = (_: unknown, id: string): void => recorder.claim(id);
  return {
    ...loaders,
    lastClaimVersion: new RecordingLoader(loaders.lastClaimVersion, recordClaim),
    textsOf: new RecordingLoader(loaders.textsOf, () => recorder.wholeGraph()),
    excerpt: new RecordingLoader(loaders.excerpt, recordMissing),
    revision: new RecordingLoader(loaders.revision, recordMissing),
    revisionsOf: new RecordingLoader(loaders.revisionsOf, (_, id) => {
      recorder.concept(id);
      recorder.subject(id);
      recordToward(recorder, id, undefined);
    }),
    claimEnd: new RecordingLoader(loaders.claimEnd, recordClaim),
  };
}

/** Records the loaded values. A promised value is recorded when its promise resolves. */
class RecordingLoader<Key, Value> implements Loading<Key, Value> {
  readonly #loading: Loading<Key, Value>;
  readonly #record: (value: Value, key: Key) => void;

  constructor(loading: Loading<Key, Value>, record: (value: Value, key: Key) => void) {
    this.#loading = loading;
    this.#record = record;
  }

  load(key: Key): MaybePromise<Value> {
    return mapMaybe(this.#loading.load(key), (value) => {
      this.#record(value, key);
      return value;
    });
  }

  loadMany(keys: readonly Key[]): MaybePromise<readonly Value[]> {
    return mapMaybe(this.#loading.loadMany(keys), (values) => {
      keys.forEach((key, index) => this.#record(values[index] as Value, key));
      return values;
    });
  }

  prime(key: Key, value: Value): void {
    this.#loading.prime(key, value);
  }
}
