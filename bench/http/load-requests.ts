import { readFileSync } from 'node:fs';
import type { Load } from './load.js';

/** Serialises the requests of a load. */
export function requestsOf(load: Load): readonly Buffer[] {
  const { host, pathname, search } = new URL(load.url);
  const more = Object.entries(load.headers ?? {})
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');
  if (load.method === 'GET') {
    const paths = 'pathsFile' in load ? linesOf(load.pathsFile) : [pathname + search];
    return paths.map((path) => Buffer.from(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n${more}\r\n`));
  }
  const head = `POST ${pathname} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n${more}`;
  return linesOf(load.bodiesFile).map((body) =>
    Buffer.from(`${head}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`),
  );
}

function linesOf(file: string): readonly string[] {
  return readFileSync(file, 'utf8').trimEnd().split('\n');
}
