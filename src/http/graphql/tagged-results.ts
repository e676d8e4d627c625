import type { FastifyInstance } from 'fastify';
import { onWholeGraph } from '../../graph/dependencies/dependency-recorder.js';
import { externalTags } from '../../graph/dependencies/external-tags.js';
import { resultRules } from '../cache/finish-responses.js';
import { addResultExtension } from './result-extensions.js';

/**
 * Adds the dependency tags of a result without errors to its `extensions`, in the form that the response caches of routers read: for a request for
 * entities, `apolloEntityCacheTags` has an array of tags for each representation, in their order; otherwise `apolloCacheTags` has the tags of all
 * root fields. The entities of a request are loaded together, so that each has the tags of all. Call it before `writeResultExtensions`.
 */
export function tagResults(scope: FastifyInstance): void {
  scope.addHook('onSend', (request, reply, payload, done) => {
    const { dependencies, entityCount } = request;
    const isComplete =
      (typeof payload === 'string' || Buffer.isBuffer(payload)) && resultRules.isComplete(reply, payload);
    if (isComplete) {
      const tags = externalTags(dependencies?.() ?? onWholeGraph);
      const count = entityCount?.() ?? null;
      if (count === null) addResultExtension(request, 'apolloCacheTags', tags);
      else
        addResultExtension(
          request,
          'apolloEntityCacheTags',
          Array.from({ length: count }, () => tags),
        );
    }
    done(null, payload);
  });
}
