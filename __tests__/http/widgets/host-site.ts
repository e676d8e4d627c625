import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A site of somebody else, on another origin than the server of comparisons. */
export interface HostSite {
  readonly url: string;
  /** Sets the body of a page, and what its head has beside the script of the element. */
  page(path: string, body: string, head?: string): void;
  close(): Promise<void>;
}

/** A file of the manifest. */
export interface ListedFile {
  readonly url: string;
  readonly integrity: string;
}

/**
 * Starts a site with a strict Content-Security-Policy: scripts and styles only from the site and the server, Trusted Types with the policy
 * `tertium`, and nothing inline.
 * @param server the URL of the server of comparisons
 */
export async function startHostSite(server: string, module: ListedFile): Promise<HostSite> {
  const pages = new Map<string, string>();
  const policy = [
    "default-src 'none'",
    `script-src ${server}`,
    `style-src 'self' ${server}`,
    `connect-src ${server}`,
    `img-src ${server}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types tertium',
  ].join('; ');
  const site: Server = createServer(({ url = '/' }, response) => {
    if (url === '/site.css') {
      response.writeHead(200, { 'content-type': 'text/css' }).end(styles);
      return;
    }
    const page = pages.get(url.split('?', 1)[0] ?? '');
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy };
    response.writeHead(page === undefined ? 404 : 200, headers).end(page ?? '');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(site.address() as AddressInfo).port}`,
    page(path, body, head = '') {
      pages.set(
        path,
        `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A site</title><link rel="stylesheet" href="/site.css">${head}
<script type="module" src="${server}${module.url}" integrity="${module.integrity}" crossorigin="anonymous"></script></head>
<body><main><h1>A site</h1>${body}<p id="below">What follows.</p></main></body></html>`,
      );
    },
    async close() {
      site.closeAllConnections();
      await new Promise((resolve) => site.close(resolve));
    },
  };
}

const styles = `
html { color-scheme: light dark; background: Canvas; font: 16px/1.5 sans-serif; }
body { margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 1rem; }
table, td, li, p { border-color: hotpink; }
.reserved { display: block; min-block-size: 7000px; }
.narrow { max-width: 22rem; }
`;
