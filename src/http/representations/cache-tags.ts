import { externalTags } from '../../graph/dependencies/external-tags.js';
import type { DependencyTags } from '../../graph/dependencies/dependency-recorder.js';

/** The parts of a response that contain its tags for external caches. */
export interface CacheTagTargets {
  /** Whether the header `Cache-Tag` contains the tags, separated by commas, for Cloudflare and others. */
  readonly cacheTag: boolean;
  /** Whether the header `Surrogate-Key` contains the tags, separated by spaces, for Fastly and others. */
  readonly surrogateKey: boolean;
  /** Whether the `extensions` of GraphQL results contain the tags, for the response cache of Apollo Router. */
  readonly extensions: boolean;
}

/** Converts the dependency tags of a response to its headers for external caches. */
export type TagHeaders = (tags: DependencyTags) => Readonly<Record<string, string>>;

/** Creates the function that returns the headers; null if both headers are turned off. Call the function only for responses without errors. */
export function cacheTagHeaders({ cacheTag, surrogateKey }: CacheTagTargets): TagHeaders | null {
  if (!cacheTag && !surrogateKey) return null;
  return (dependencies) => {
    const tags = externalTags(dependencies);
    return {
      ...(cacheTag ? { 'cache-tag': tags.join(',') } : {}),
      ...(surrogateKey ? { 'surrogate-key': tags.join(' ') } : {}),
    };
  };
}
