import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

import type { FastifyInstance, FastifyReply } from 'fastify';

// What the page may load and do. Everything it needs comes from this server, so that it also works without
// the Internet, and a text from the graph that finds its way into the page can neither run nor call home.
const CONTENT_SECURITY_POLICY = Object.entries({
  'default-src': "'none'",
  'script-src': "'self'",
  // The editor checks and completes queries in workers.
  'worker-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  // The editor writes its colours into style elements, and the place of each line into a style attribute.
  'style-src': "'self' 'unsafe-inline'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
})
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

const NOT_BUILT = 'The playground has not been built: `npm run build` builds it.';

/** Where the playground is served from. */
export interface PlaygroundOptions {
  /** The folder that the playground was built into. */
  readonly directory: string;
}

/**
 * Serves the built playground at `/`, under a Content-Security-Policy of its own. If it has not been built,
 * `/` says so, and everything else is served all the same: the API needs no playground.
 */
export async function registerPlayground(
  app: FastifyInstance,
  { directory }: PlaygroundOptions,
): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) {
    app.log.warn({ directory }, NOT_BUILT);
    app.get('/', async (_request, reply) => {
      reply.code(503).type('text/plain; charset=utf-8');
      return `${NOT_BUILT} The API answers at /graphql.\n`;
    });
    return;
  }

  const names = await builtFiles(directory);
  // A scope of its own keeps the policy to these routes.
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
    });
    // What was built is known, so each file has its route: a path can lead to no other file, and one that is
    // no route stays a 404 of the server's.
    for (const name of names.filter((name) => !name.endsWith('.gz'))) {
      const hasCompressedCopy = names.includes(`${name}.gz`);
      scope.get(name === 'index.html' ? '/' : `/${name}`, async (request, reply) => {
        reply.type(MEDIA_TYPES[extname(name)] ?? 'application/octet-stream');
        // The name of an asset holds a hash of its content; the page names the assets of the day.
        reply.header(
          'cache-control',
          name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
        const isCompressed = hasCompressedCopy && acceptsGzip(request.headers['accept-encoding']);
        if (hasCompressedCopy) addVary(reply, 'accept-encoding');
        if (isCompressed) reply.header('content-encoding', 'gzip');
        return readFile(join(directory, isCompressed ? `${name}.gz` : name));
      });
    }
  });
}

/** The names of the files below a folder, relative to it, with `/` between their parts. */
async function builtFiles(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).split(sep).join('/'));
}

/** Names one more request header that the answer depends on, beside those that are named already. */
function addVary(reply: FastifyReply, name: string): void {
  reply.header('vary', [reply.getHeader('vary'), name].filter(Boolean).join(', '));
}

/** Whether an Accept-Encoding header names gzip, and does not rule it out with a weight of zero. */
function acceptsGzip(acceptEncoding: string | string[] | undefined): boolean {
  return /\bgzip\b(?!\s*;\s*q=0(\.0+)?\s*(,|$))/i.test(String(acceptEncoding ?? ''));
}
