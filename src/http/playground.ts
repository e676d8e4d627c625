import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { withVary } from './representations/vary.js';

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

  // A scope of its own keeps the policy to these routes.
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
      reply.header('vary', withVary(reply, 'Accept-Encoding'));
    });
    await scope.register(files, {
      root: directory,
      // A route for each file that was built: a path can lead to no other, and the rest stays the server's 404.
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, path) {
        // The name of an asset holds a hash of its content; the page names the assets of the day.
        const isNamedByContent = relative(directory, path).startsWith('assets');
        reply.setHeader(
          'cache-control',
          isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  });
}
