import type { FormattedExecutionResult } from 'graphql';
import type { FastifyInstance } from 'fastify';
import type { ResponseBytes } from '../../api/bytes/byte-sink.js';

/** The data of an answer that is written already. */
export class SerialisedData {
  /** The whole answer as JSON. */
  readonly result: ResponseBytes;

  constructor(answer: ResponseBytes) {
    this.result = answer;
  }

  /** The data itself, for whoever wants to look into it. */
  toJSON(): unknown {
    return (JSON.parse(this.result.bytes.toString()) as FormattedExecutionResult).data;
  }
}

/**
 * Takes ready answers past Apollo, which sends texts only: it is given a word for each, and the bytes are put in the word's
 * place before they are sent.
 */
export class SerialisedResults {
  readonly #byWord = new Map<string, ResponseBytes>();
  #count = 0;

  /** An answer as JSON, with a line end as Apollo writes one; a word, where it is ready. */
  stringify(result: FormattedExecutionResult): string {
    const data: unknown = result.data;
    if (!(data instanceof SerialisedData) || result.errors !== undefined || result.extensions !== undefined) {
      return `${JSON.stringify(result)}\n`;
    }
    // Nothing else that is sent begins so.
    const word = `\0${(this.#count += 1)}`;
    this.#byWord.set(word, data.result);
    return word;
  }

  /** Puts bytes in the place of words in what a scope sends. */
  sendFrom(scope: FastifyInstance): void {
    scope.addHook('onSend', (_request, reply, payload, done) => {
      const ready = typeof payload === 'string' ? this.#byWord.get(payload) : undefined;
      if (!ready) {
        done(null, payload);
        return;
      }
      this.#byWord.delete(payload as string);
      // By then all has gone out, or the client has.
      if (ready.release) reply.raw.once('close', ready.release);
      done(null, ready.bytes);
    });
  }
}
