/**
 * Returns an address of the server that serves this page. Resolves the path relative to the page, so that the address is also correct behind a proxy
 * that serves Tertium under a path.
 * @param path without a slash at the start
 */
export function serverUrl(path: string): URL {
  return new URL(`../${path}`, document.baseURI);
}
