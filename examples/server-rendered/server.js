// @ts-check
import { createServer } from 'node:http';

/*
 * A site whose server inserts comparisons into its pages: the browser shows the table without JavaScript, and does not request the table from Tertium.
 * With JavaScript, the element uses this HTML and adds its controls.
 */

const tertium = process.env.TERTIUM_URL ?? 'http://127.0.0.1:4000';
const port = Number(process.env.PORT ?? 8080);

const comparison = { question: 'msp-vs-devops', axes: 'relationship,automation,nature' };

/**
 * Requests the text at a path of Tertium.
 * @param {string} path
 */
async function textOf(path) {
  const response = await fetch(new URL(path, tertium), { signal: AbortSignal.timeout(5_000) });
  if (!response.ok) throw new Error(`${response.url} responded with ${response.status}.`);
  return response.text();
}

/** @typedef {{ readonly files: Record<string, { readonly url: string, readonly integrity: string }> }} Manifest */

/** Requests the list of Tertium's widget files. @returns the files by name; the address of a file changes when its content changes */
async function widgetFiles() {
  /** @type {Manifest} */
  const manifest = JSON.parse(await textOf('/widgets/manifest.json'));
  return manifest.files;
}

/** Requests the parts of the page that come from Tertium. If a request fails, the content is a link to Tertium. */
async function comparisonParts() {
  const { question, axes } = comparison;
  const link = `<a href="${tertium}/compare/${question}">What is the difference?</a>`;
  try {
    const [files, fragment] = await Promise.all([
      widgetFiles(),
      // Tertium escapes the texts of the graph in its HTML, so the page can contain this HTML unchanged.
      textOf(`/compare/${question}.fragment?axes=${axes}&prefix=servers-`),
    ]);
    const { 'tertium-comparison.js': script, 'tertium.css': style } = files;
    return {
      head: `<link rel="stylesheet" href="${tertium}${style?.url}" integrity="${style?.integrity}" crossorigin="anonymous" />
    <script type="module" src="${tertium}${script?.url}" integrity="${script?.integrity}" crossorigin="anonymous"></script>`,
      content: fragment,
    };
  } catch (error) {
    console.error(error);
    return { head: '', content: link };
  }
}

const server = createServer((_request, response) => {
  comparisonParts()
    .then(({ head, content }) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>A comparison from the server</title>
    ${head}
  </head>
  <body>
    <h1>Who runs our servers?</h1>
    <tertium-comparison id="servers" question="${comparison.question}" axes="${comparison.axes}">${content}</tertium-comparison>
  </body>
</html>
`);
    })
    .catch((error) => {
      console.error(error);
      response.writeHead(500).end();
    });
});

server.listen(port, '127.0.0.1', () => {
  const address = server.address();
  const usedPort = typeof address === 'object' ? address?.port : port;
  console.log(`http://127.0.0.1:${usedPort}/`);
});
