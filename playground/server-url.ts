/**
 * Returns an address of the server that serves this page. Addresses are relative to the page, so that they are also correct behind a proxy that
 * serves Tertium under a path.
 * @param path without a slash at the start
 */
export function serverUrl(path: string): URL {
  return new URL(`../${path}`, document.baseURI);
}
