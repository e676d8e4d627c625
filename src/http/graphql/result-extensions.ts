import type { FastifyInstance, FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** The members of `extensions` in the result; null if the result has no extensions. */
    resultExtensions: Record<string, unknown> | null;
  }
}

/** Adds a member to the `extensions` of the result of a request. @param value plain data */
export function addResultExtension(request: FastifyRequest, name: string, value: unknown): void {
  (request.resultExtensions ??= {})[name] = value;
}

/**
 * Writes the extensions of results after their other members, without parsing the results. Call it after adding the hook that replaces
 * placeholders by results, and before adding the hook that caches responses.
 */
export function writeResultExtensions(scope: FastifyInstance): void {
  scope.decorateRequest('resultExtensions', null);
  scope.addHook('onSend', (request, _reply, payload, done) => {
    const { resultExtensions } = request;
    if (resultExtensions === null || !(typeof payload === 'string' || Buffer.isBuffer(payload))) {
      done(null, payload);
      return;
    }
    const result = payload.toString();
    const end = result.lastIndexOf('}');
    const isResult = result.startsWith('{"') && end > 0;
    done(
      null,
      isResult
        ? `${result.slice(0, end)},"extensions":${JSON.stringify(resultExtensions)}${result.slice(end)}`
        : payload,
    );
  });
}
