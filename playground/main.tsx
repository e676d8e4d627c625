import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './playground.css';

import { createRoot } from 'react-dom/client';

import { loadSchemaNaming } from './schema-names.js';

const element = document.getElementById('playground');
if (!element) {
  throw new Error('Expected an element with the id "playground" in index.html, got none.');
}
await loadSchemaNaming();
// The playground replaces names in the examples when its module is loaded, so the names are loaded first.
const { Playground } = await import('./playground.js');
createRoot(element).render(<Playground />);
