import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import files from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import type { SchemaPrefixes } from '../api/naming/schema-names.js';
import { withVary } from './representations/cache-control.js';

// The page loads all resources from this server, so that it works offline. A script in a text of the graph could neither run nor send data
// to other hosts.
const CONTENT_SECURITY_POLICY = Object.entries({
  'default-src': "'none'",
  'script-src': "'self'",
  // The editor checks and completes queries in workers.
  'worker-src': "'self'",
  'connect-src': "'self'",
  'img-src': "'self' data:",
  'font-src': "'self'",
  // The editor uses style elements for colours, and style attributes for the positions of lines.
  'style-src': "'self' 'unsafe-inline'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
})
  .map(([directive, sources]) => `${directive} ${sources}`)
  .join('; ');

const NOT_BUILT = 'The playground has not been built: `npm run build` builds it.';

export interface PlaygroundOptions {
  /** The folder that the playground was built into. */
  readonly directory: string;
  /** The prefixes of types and root fields, with which the playground writes its examples; null, the default, if names have no prefix. */
  readonly prefixes?: SchemaPrefixes | null;
}

/** The path of the playground. The addresses of its files are relative to it. */
const path = '/playground/';

/** Redirects the home page to the playground: for servers without pages. */
export function redirectToPlayground(app: FastifyInstance): void {
  redirect(app, '/', path.slice(1));
}

/** Adds a redirection. The location is relative, so it is also correct behind a proxy that serves Tertium under a path. */
function redirect(app: FastifyInstance, from: string, to: string): void {
  app.get(from, (_request, reply) => reply.redirect(to, 302));
}

/**
 * Serves the built playground at `/playground/`, with its own Content-Security-Policy. If it has not been built, its path responds with 503
 * and a hint.
 */
export async function registerPlayground(
  app: FastifyInstance,
  { directory, prefixes = null }: PlaygroundOptions,
): Promise<void> {
  redirect(app, path.slice(0, -1), path.slice(1));
  if (!existsSync(join(directory, 'index.html'))) {
    app.log.warn({ directory }, NOT_BUILT);
    app.get(path, async (_request, reply) => {
      reply.code(503).type('text/plain; charset=utf-8');
      return `${NOT_BUILT} The API is served at /graphql.\n`;
    });
    return;
  }

  // A separate scope, so that the policy applies only to these routes.
  await app.register(async (scope) => {
    scope.addHook('onSend', async (_request, reply) => {
      reply.header('content-security-policy', CONTENT_SECURITY_POLICY);
      reply.header('vary', withVary(reply, 'Accept-Encoding'));
    });
    scope.get(`${path}names.json`, async (_request, reply) => {
      reply.header('cache-control', 'no-cache').type('application/json; charset=utf-8');
      return JSON.stringify(prefixes);
    });
    await scope.register(files, {
      root: directory,
      prefix: path,
      // One route for each built file. No path can reach another file, and unknown paths get the server's 404.
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders(reply, file) {
        // The names of assets contain a hash of their content, and the page refers to the current names.
        const isNamedByContent = relative(directory, file).startsWith('assets');
        reply.setHeader(
          'cache-control',
          isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache',
        );
      },
    });
  });
}
