import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { SiteWidgets, WidgetFile } from '../../pages/layout/site.js';
import { widgetStyleSheet } from '../../pages/styles/widget-styles.js';
import { serveAssets, type Asset } from '../pages/assets.js';
import type { SecurityHeaders } from '../security/security-headers.js';

/** The names of the built modules, under which the manifest lists them. */
const moduleNames = ['tertium-comparison.js', 'tertium-cards.js', 'tertium-choice.js'] as const;
const comparisonName = moduleNames[0];
const styleSheetName = 'tertium.css';

/** A file that the manifest lists. */
export interface ListedFile extends WidgetFile, Asset {
  /** The uncompressed size in bytes. */
  readonly size: number;
}

/** The built files that pages of other sites load. */
export interface Widgets {
  readonly version: string;
  /** By the name in the manifest. */
  readonly files: ReadonlyMap<string, ListedFile>;
  readonly site: SiteWidgets;
}

/**
 * Reads the built widgets, and builds their style sheet.
 * @param directory the folder of the built files
 * @param accent the colour of the site: `#rrggbb`
 * @returns null if the module of `<tertium-comparison>` has not been built
 */
export function readWidgets(directory: string, accent: string): Widgets | null {
  if (!existsSync(join(directory, comparisonName))) return null;
  const { version } = JSON.parse(readFileSync(join(directory, 'version.json'), 'utf8')) as {
    version: string;
  };
  const style = listedFile(
    version,
    styleSheetName,
    'text/css; charset=utf-8',
    Buffer.from(widgetStyleSheet({ accent })),
  );
  const files = new Map([[styleSheetName, style]]);
  for (const name of moduleNames) {
    const path = join(directory, name);
    if (existsSync(path)) {
      files.set(name, listedFile(version, name, 'text/javascript; charset=utf-8', readFileSync(path)));
    }
  }
  const comparison = files.get(comparisonName) ?? style;
  return { version, files, site: { styleSheet: fileOf(style), comparison: fileOf(comparison) } };
}

function fileOf({ url, integrity }: WidgetFile): WidgetFile {
  return { url, integrity };
}

/** Creates a file whose address contains a hash of its content, so that the content at an address never changes. */
function listedFile(version: string, name: string, contentType: string, body: Buffer): ListedFile {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 12);
  const url = `/widgets/${version}/${name.replace('.', `.${hash}.`)}`;
  const integrity = `sha384-${createHash('sha384').update(body).digest('base64')}`;
  return { path: url, url, contentType, body, integrity, size: body.length };
}

/** A minute, so that clients see an update of the server soon. */
const manifestCaching = 'public, max-age=60';

/**
 * Serves the files at their immutable addresses, the manifest that lists them, and redirections from their names without a version.
 * @param headers the security headers of responses that pages of other sites may read
 */
export async function registerWidgets(
  app: FastifyInstance,
  { version, files }: Widgets,
  headers: SecurityHeaders,
): Promise<void> {
  const manifest = JSON.stringify({
    version,
    files: Object.fromEntries(
      [...files].map(([name, { url, integrity, size }]) => [name, { url, integrity, size }]),
    ),
  });
  await app.register((scope, _, done) => {
    scope.addHook('onSend', (_request, reply, payload, next) => {
      reply.headers(headers);
      next(null, payload);
    });
    serveAssets(scope, [...files.values()], headers);
    scope.get('/widgets/manifest.json', (_request, reply) =>
      reply.header('cache-control', manifestCaching).type('application/json; charset=utf-8').send(manifest),
    );
    for (const [name, { url }] of files) {
      scope.get(`/widgets/${name}`, (_request, reply) =>
        // The location is relative, so it is also correct behind a proxy that serves Tertium under a path.
        reply.header('cache-control', manifestCaching).redirect(url.slice('/widgets/'.length), 302),
      );
    }
    done();
  });
}
