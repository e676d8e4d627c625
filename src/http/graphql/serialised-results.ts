import type { FormattedExecutionResult } from 'graphql';
import type { FastifyInstance } from 'fastify';
import type { ResponseBytes } from '../../api/bytes/byte-sink.js';

/** The data of a result that has already been serialised. */
export class SerialisedData {
  /** The result as JSON, with `data` and without `errors`. */
  readonly result: ResponseBytes;

  constructor(result: ResponseBytes) {
    this.result = result;
  }

  /** Returns the parsed data, for `JSON.stringify`. */
  toJSON(): unknown {
    return (JSON.parse(this.result.bytes.toString()) as FormattedExecutionResult).data;
  }
}

/**
 * Passes serialised results through Apollo Server, which returns bodies as strings only: Apollo Server gets a placeholder for each result,
 * and a hook replaces the placeholder with the bytes.
 */
export class SerialisedResults {
  readonly #byPlaceholder = new Map<string, ResponseBytes>();
  #count = 0;

  /**
   * Returns a placeholder for serialised data without errors and extensions. Serialises other results to JSON with a
   * trailing line feed, as Apollo Server does.
   */
  stringify(result: FormattedExecutionResult): string {
    const data: unknown = result.data;
    if (!(data instanceof SerialisedData) || result.errors !== undefined || result.extensions !== undefined) {
      return `${JSON.stringify(result)}\n`;
    }
    // JSON never starts with a NUL character.
    const placeholder = `\0${(this.#count += 1)}`;
    this.#byPlaceholder.set(placeholder, data.result);
    return placeholder;
  }

  /** Adds the hook that replaces placeholders in the responses of a scope. */
  addHook(scope: FastifyInstance): void {
    scope.addHook('onSend', (_request, reply, payload, done) => {
      const result = typeof payload === 'string' ? this.#byPlaceholder.get(payload) : undefined;
      if (!result) {
        done(null, payload);
        return;
      }
      this.#byPlaceholder.delete(payload as string);
      // 'close' is emitted after the response was sent, or the client disconnected.
      if (result.release) reply.raw.once('close', result.release);
      done(null, result.bytes);
    });
  }
}
