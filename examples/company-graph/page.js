// @ts-check

/** @typedef {{ readonly title: string, readonly query: string }} Operation */

/** @param {string} text */
const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/**
 * Renders a page that runs operations against the gateway.
 * @param {readonly Operation[]} operations
 */
export function page(operations) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Company graph</title>
    <style>
      :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
      body { max-width: 76rem; margin: 0 auto; padding: 1rem 1.5rem 3rem; }
      h2 { margin: 2.5rem 0 0.5rem; font-size: 1.15rem; }
      form { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(26rem, 100%), 1fr)); gap: 0.75rem; }
      textarea, pre { box-sizing: border-box; width: 100%; height: 22rem; margin: 0; padding: 0.75rem; overflow: auto; border: 1px solid #8888; border-radius: 0.4rem; background: transparent; color: inherit; font: 0.85rem/1.45 ui-monospace, monospace; resize: vertical; white-space: pre; tab-size: 2; }
      button { justify-self: start; padding: 0.35rem 1.1rem; border: 0; border-radius: 0.4rem; background: #2457a6; color: #fff; font: inherit; cursor: pointer; }
    </style>
  </head>
  <body>
    <h1>Company graph</h1>
    <p>Each query reads from Tertium and from at least one other subgraph. The gateway sends the queries to the subgraphs and joins the results.</p>
${operations.map(section).join('\n')}
    <script type="module">
      for (const form of document.forms) {
        const result = form.querySelector('output pre');
        form.addEventListener('submit', async (event) => {
          event.preventDefault();
          form.ariaBusy = 'true';
          try {
            const response = await fetch('/graphql', {
              method: 'POST',
              headers: { 'content-type': 'application/json' },
              body: JSON.stringify({ query: form.elements.query.value }),
            });
            result.textContent = JSON.stringify(await response.json(), null, 2);
          } catch (error) {
            result.textContent = String(error);
          }
          form.ariaBusy = null;
        });
      }
    </script>
  </body>
</html>
`;
}

/**
 * @param {Operation} operation
 * @param {number} index
 */
function section({ title, query }, index) {
  return `    <section aria-labelledby="title-${index}">
      <h2 id="title-${index}">${escaped(title)}</h2>
      <form>
        <textarea name="query" spellcheck="false" aria-label="Query">${escaped(query)}</textarea>
        <output aria-label="Result"><pre tabindex="0"></pre></output>
        <button>Run</button>
      </form>
    </section>`;
}
