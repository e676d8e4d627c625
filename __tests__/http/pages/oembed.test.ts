import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { send, type TestResponse } from '../../support/requests.js';
import { startTestServer, type TestServer } from '../../support/server.js';

const baseUrl = 'https://compare.example/a';
const page = `${baseUrl}/compare/msp-vs-devops`;

interface Embed {
  readonly title: string;
  readonly html: string;
  readonly width: number;
  readonly height: number;
}

describe('oEmbed', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({
      presentation: { locale: 'en', baseUrl },
      responseCacheBytes: 1_000_000,
    });
  });
  afterAll(() => server.close());

  function ask(parameters: Readonly<Record<string, string>>): Promise<TestResponse> {
    return send(server, { method: 'GET', path: `/oembed?${new URLSearchParams(parameters).toString()}` });
  }

  async function embed(parameters: Readonly<Record<string, string>>): Promise<Embed> {
    const { status, text } = await ask(parameters);
    expect([status, text]).toEqual([200, text]);
    return JSON.parse(text) as Embed;
  }

  it('describes a comparison as a frame', async () => {
    const { status, headers, text } = await ask({ url: page, format: 'json' });
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      'content-type': 'application/json; charset=utf-8',
      'access-control-allow-origin': '*',
    });
    expect(JSON.parse(text)).toEqual({
      version: '1.0',
      type: 'rich',
      title: 'What is the difference between MSP and DevOps?',
      provider_name: 'Tertium',
      provider_url: `${baseUrl}/`,
      width: 800,
      height: 600,
      thumbnail_url: `${page}.png`,
      thumbnail_width: 1200,
      thumbnail_height: 630,
      html: expect.stringMatching(
        /^<iframe src="https:\/\/compare\.example\/a\/compare\/msp-vs-devops\.embed" title="[^"]+" width="800" height="600" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" style="[^"]*"><\/iframe>\n<script async src="https:\/\/compare\.example\/a\/embed\.js"><\/script>$/u,
      ),
    });
  });

  it('is linked from the page', async () => {
    const path = '/compare/msp-vs-devops?differences&lang=de';
    const { text } = await send(server, { method: 'GET', path });
    const [, href = ''] =
      /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/u.exec(text) ?? [];
    const url = new URL(href.replaceAll('&amp;', '&'));
    expect(url.href.startsWith(`${baseUrl}/oembed?url=`)).toBe(true);
    expect(url.searchParams.get('url')).toBe(baseUrl + path);
    const { html } = await embed({ url: url.searchParams.get('url') ?? '' });
    expect(html).toContain(`src="${baseUrl}/compare/msp-vs-devops.embed?differences&#38;lang=de"`);
  });

  it('keeps the size within the bounds of the consumer', async () => {
    const small = await embed({ url: page, maxwidth: '320', maxheight: '200' });
    expect(small).toMatchObject({ width: 320, height: 200 });
    expect(small.html).toContain('width="320" height="200"');
    expect(small).not.toHaveProperty('thumbnail_url');
    expect(await embed({ url: page, maxwidth: '5000' })).toMatchObject({ width: 800, height: 600 });
  });

  it.each([
    {
      name: 'another order of the approaches',
      url: `${baseUrl}/compare/msp,devops`,
      path: '/compare/devops,msp.embed',
    },
    { name: 'an id', url: `${baseUrl}/compare/question/msp-vs-devops`, path: '/compare/msp-vs-devops.embed' },
    { name: 'http', url: page.replace('https', 'http'), path: '/compare/msp-vs-devops.embed' },
    { name: 'the document for frames', url: `${page}.embed?at=1`, path: '/compare/msp-vs-devops.embed?at=1' },
  ])('accepts $name', async ({ url, path }) => {
    expect((await embed({ url })).html).toContain(`src="${baseUrl}${path}"`);
  });

  it('names the approaches in the language of the address', async () => {
    const { title } = await embed({ url: `${baseUrl}/compare/devops,msp?lang=de` });
    expect(title).toContain(' und ');
  });

  it.each([
    { name: 'another site', url: 'https://other.example/compare/msp-vs-devops' },
    { name: 'another path', url: 'https://compare.example/compare/msp-vs-devops' },
    { name: 'another page', url: `${baseUrl}/approach/msp` },
    { name: 'another format', url: `${page}.csv` },
    { name: 'a missing comparison', url: `${baseUrl}/compare/nothing` },
    { name: 'one approach', url: `${baseUrl}/compare/msp` },
    { name: 'one column', url: `${baseUrl}/compare/devops,msp?hide=msp` },
    { name: 'a bad parameter', url: `${page}?at=yesterday` },
    { name: 'a text that is not a URL', url: 'msp-vs-devops' },
    { name: 'another scheme', url: 'javascript://compare.example/a/compare/msp' },
  ])('responds to $name with 404', async ({ url }) => {
    const { status, text } = await ask({ url });
    expect(status).toBe(404);
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it.each([
    { parameters: { url: page, format: 'xml' }, status: 501, code: 'NOT_IMPLEMENTED' },
    { parameters: { url: page, format: 'yaml' }, status: 501, code: 'NOT_IMPLEMENTED' },
    { parameters: {}, status: 400, code: 'BAD_USER_INPUT' },
    { parameters: { url: page, maxwidth: '0' }, status: 400, code: 'BAD_USER_INPUT' },
    { parameters: { url: page, maxheight: '10em' }, status: 400, code: 'BAD_USER_INPUT' },
  ])('responds to $parameters with $status', async ({ parameters, status, code }) => {
    const response = await ask(parameters);
    expect(response.status).toBe(status);
    expect(JSON.parse(response.text)).toMatchObject({ errors: [{ extensions: { code } }] });
  });
});

it('Without a base URL, oEmbed accepts only addresses on the host of the request', async () => {
  const server = await startTestServer({ responseCacheBytes: 1_000_000 });
  try {
    const path = '/oembed?url=http://a.example/compare/msp-vs-devops';
    const ask = (host: string): Promise<TestResponse> =>
      send(server, { method: 'GET', path, headers: { host } });
    const { status, text } = await ask('a.example');
    expect([status, (JSON.parse(text) as Embed).html.includes('src="http://a.example/compare/')]).toEqual([
      200,
      true,
    ]);
    expect((await ask('b.example')).status).toBe(404);
    const { text: html } = await send(server, { method: 'GET', path: '/compare/msp-vs-devops' });
    expect(html).not.toContain('oembed');
  } finally {
    await server.close();
  }
});
