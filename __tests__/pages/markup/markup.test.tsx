/** Tests that texts of the graph never become markup, and that large pages are rendered in chunks. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { renderToString } from 'preact-render-to-string';
import { renderInChunks, Slices, slicesOf } from '../../../src/pages/markup/chunks.js';
import { ExternalLink, webUrl } from '../../../src/pages/markup/external-link.js';
import { Message } from '../../../src/pages/markup/message.js';
import { ScriptData, scriptJson } from '../../../src/pages/markup/script-data.js';
import { anyText } from '../../support/any-text.js';

describe('an external link', () => {
  test.each([
    ['https://example.org/a?b=c&d', 'https://example.org/a?b=c&d'],
    ['http://example.org', 'http://example.org/'],
    ['HTTPS://EXAMPLE.ORG/%E2%80%AE', 'https://example.org/%E2%80%AE'],
    ['https://example.org/"><script>', 'https://example.org/%22%3E%3Cscript%3E'],
    ['javascript:alert(1)', null],
    ['JaVaScRiPt:alert(1)', null],
    [' javascript:alert(1)', null],
    ['java\nscript:alert(1)', null],
    ['data:text/html,<script>alert(1)</script>', null],
    ['vbscript:x', null],
    ['file:///etc/passwd', null],
    ['//example.org', null],
    ['/path', null],
    ['', null],
    [null, null],
  ])('of %p leads to %p', (url, expected) => {
    expect(webUrl(url)).toBe(expected);
    const html = renderToString(<ExternalLink url={url}>name</ExternalLink>);
    const link = parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.querySelector('a');
    expect(link?.getAttribute('href') ?? null).toBe(expected);
    expect(html).toContain('name');
  });
});

describe('data in a script', () => {
  test('has no markup, and is parsed as the same data', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(anyText(), fc.constantFrom(...closing))), (texts) => {
        const json = scriptJson({ texts });
        expect(json).not.toMatch(/[<>&\u2028\u2029]/u);
        expect(JSON.parse(json)).toEqual({ texts });
      }),
    );
  });

  test('is one element for any texts', () => {
    const html = renderToString(<ScriptData type="application/ld+json" value={closing} />);
    const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
    expect(document.body.children).toHaveLength(1);
    expect(JSON.parse(document.querySelector('script')?.textContent ?? '')).toEqual(closing);
  });
});

const closing = ['</script>', '<!--', '<script>', ']]>', '\u2028', '"', '\\'];

describe('a message with texts of the graph', () => {
  test.each(['<b>', '{date}', "'", '\uffff0\uffff', '\u202e', '# {number}'])(
    'shows %p as a text, isolated from the message',
    (name) => {
      const html = renderToString(<Message locale="en" id="page.home.see" values={{ approaches: name }} />);
      const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
      expect(document.querySelector('bdi')?.textContent).toBe(name);
      expect(document.body.textContent).toBe(`See ${name}`);
    },
  );

  test('inserts elements and numbers', () => {
    const values = { number: 3, date: <time dateTime="2024">2024</time> };
    expect(renderToString(<Message locale="de" id="page.revision" values={values} />)).toBe(
      'Revision 3 vom <time datetime="2024">2024</time>',
    );
  });
});

describe('chunks', () => {
  test('together are the whole markup, with at least one chunk for each slice', () => {
    const rows = (from: number) => [from, from + 1].map((row) => <tr>{row}</tr>);
    const chunks = [
      ...renderInChunks(
        <table>
          <Slices of={rows(1)} />
          <caption>{'<x-slices></x-slices>'}</caption>
          <Slices
            of={[
              <tbody>
                <Slices of={rows(3)} />
              </tbody>,
            ]}
          />
        </table>,
      ),
    ];
    expect(chunks).toEqual([
      '<table>',
      '<tr>1</tr>',
      '<tr>2</tr>',
      '<caption>&lt;x-slices>&lt;/x-slices></caption>',
      '<tbody>',
      '<tr>3</tr>',
      '<tr>4</tr>',
      '</tbody>',
      '</table>',
    ]);
  });

  test('are rendered only when they are requested', () => {
    const rendered: number[] = [];
    function* rows() {
      for (const row of [1, 2, 3]) {
        rendered.push(row);
        yield <i>{row}</i>;
      }
    }
    const chunks = renderInChunks(
      <b>
        <Slices of={rows()} />
      </b>,
    );
    chunks.next();
    expect(rendered).toEqual([]);
    chunks.next();
    expect(rendered).toEqual([1]);
  });

  test('of `Slices` can be rendered only by `renderInChunks`', () => {
    expect(() => renderToString(<Slices of={[]} />)).toThrow('expected to be rendered by renderInChunks');
  });

  test('can be made of slices of a list: `slicesOf` preserves all elements and their order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.integer({ min: 1, max: 9 }), (elements, size) => {
        const slices = [...slicesOf(elements, size)];
        expect(slices.flat()).toEqual(elements);
        expect(slices.every(({ length }) => length >= 1 && length <= size)).toBe(true);
      }),
    );
  });
});
