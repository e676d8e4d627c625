import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Another site, whose origin is not the origin of the Tertium server. */
export interface HostSite {
  readonly url: string;
  /** Sets a page. */
  page(path: string, page: HostPage): void;
  close(): Promise<void>;
}

export interface HostPage {
  readonly body: string;
  /** HTML for the head of the page, before the script of the element. */
  readonly head?: string;
  /** The only Trusted Types policy that the page allows; by default, the policy of the element. */
  readonly policy?: string;
}

/** A file of the manifest. */
export interface ListedFile {
  readonly url: string;
  readonly integrity: string;
}

/**
 * Starts a site with a strict Content-Security-Policy. The header allows scripts, connections and images from the server, and styles from the site
 * and the server. The header allows neither inline scripts nor inline styles, and only the Trusted Types policy of the page.
 * @param server the URL of the Tertium server
 * @param module the script of the element, which every page loads
 */
export async function startHostSite(server: string, module: ListedFile): Promise<HostSite> {
  const pages = new Map<string, HostPage>();
  const policy = [
    "default-src 'none'",
    `script-src ${server}`,
    `style-src 'self' ${server}`,
    `connect-src ${server}`,
    `img-src ${server}`,
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const site: Server = createServer(({ url = '/' }, response) => {
    if (url === '/site.css') {
      response.writeHead(200, { 'content-type': 'text/css' }).end(styles);
      return;
    }
    const page = pages.get(url.split('?', 1)[0] ?? '');
    if (!page) {
      response.writeHead(404).end();
      return;
    }
    const { body, head = '', policy: trusted = 'tertium' } = page;
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${policy}; trusted-types ${trusted}`,
    };
    response.writeHead(200, headers);
    response.end(`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>A site</title><link rel="stylesheet" href="/site.css">${head}
<script type="module" src="${server}${module.url}" integrity="${module.integrity}" crossorigin="anonymous"></script></head>
<body><main><h1>A site</h1>${body}<p id="below">What follows.</p></main></body></html>`);
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(site.address() as AddressInfo).port}`,
    page(path, page) {
      pages.set(path, page);
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
