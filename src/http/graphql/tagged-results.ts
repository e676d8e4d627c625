import type { FastifyInstance } from 'fastify';
import { onWholeGraph, type DependencyTags } from '../../graph/dependencies/dependency-recorder.js';
import type { DependencyTag } from '../../graph/dependencies/dependency-tag.js';
import { externalTags } from '../../graph/dependencies/external-tags.js';
import { resultRules } from '../cache/finish-responses.js';
import { addResultExtension } from './result-extensions.js';

/**
 * Adds the dependency tags of a result without errors to its `extensions`, in the form that the response caches of routers read. For a request
 * for entities, `apolloEntityCacheTags` has an array of tags for each representation, in the order of the representations (see
 * `EntityDependencies`). Otherwise, `apolloCacheTags` has the tags of all root fields. Call this function before `writeResultExtensions`.
 */
export function tagResults(scope: FastifyInstance): void {
  scope.addHook('onRequest', (request, _reply, done) => {
    request.separatesEntities = true;
    done();
  });
  scope.addHook('onSend', (request, reply, payload, done) => {
    const { dependencies, entityDependencies } = request;
    const isComplete =
      (typeof payload === 'string' || Buffer.isBuffer(payload)) && resultRules.isComplete(reply, payload);
    if (isComplete) {
      const ofEntities = entityDependencies?.() ?? null;
      if (ofEntities) {
        const tags = ofEntities.map((sets) => externalTags(tagsIn(sets)));
        addResultExtension(request, 'apolloEntityCacheTags', tags);
      } else addResultExtension(request, 'apolloCacheTags', externalTags(dependencies?.() ?? onWholeGraph));
    }
    done(null, payload);
  });
}

function* tagsIn(sets: readonly DependencyTags[]): Iterable<DependencyTag> {
  for (const set of sets) yield* set;
}
