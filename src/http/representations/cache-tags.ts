import { externalTags } from '../../graph/dependencies/external-tags.js';
import type { DependencyTags } from '../../graph/dependencies/dependency-recorder.js';

/** Where responses carry the tags of what they depend on, for external caches. */
export interface CacheTagPlaces {
  /** Whether in the header `Cache-Tag`, separated by commas, as Cloudflare and others read it. */
  readonly cacheTag: boolean;
  /** Whether in the header `Surrogate-Key`, separated by spaces, as Fastly and others read it. */
  readonly surrogateKey: boolean;
  /** Whether in `extensions` of results, as the response cache of Apollo Router reads them. */
  readonly extensions: boolean;
}

/** Returns the headers with the tags of a response that depends on the given tags. */
export type TagHeaders = (tags: DependencyTags) => Readonly<Record<string, string>>;

/** Creates the function that returns the headers with the tags of a response without errors; null if responses carry no such headers. */
export function cacheTagHeaders({ cacheTag, surrogateKey }: CacheTagPlaces): TagHeaders | null {
  if (!cacheTag && !surrogateKey) return null;
  return (dependencies) => {
    const tags = externalTags(dependencies);
    return {
      ...(cacheTag ? { 'cache-tag': tags.join(',') } : {}),
      ...(surrogateKey ? { 'surrogate-key': tags.join(' ') } : {}),
    };
  };
}
