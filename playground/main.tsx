import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './playground.css';

import { createRoot } from 'react-dom/client';

import { Playground } from './playground.js';

const element = document.getElementById('playground');
if (!element) {
  throw new Error('Expected an element with the id "playground" in index.html, got none.');
}
createRoot(element).render(<Playground />);
