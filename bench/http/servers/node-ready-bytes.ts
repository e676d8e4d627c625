import { createServer } from 'node:http';
import { readReadyBytes } from './ready-bytes.js';
import { serve } from './ready.js';

/* Serves static bytes with `node:http`, as a baseline: the minimum work of a server in Node. */

const ready = readReadyBytes();

serve(
  createServer((request, response) => {
    const bytes = ready.get(request.url ?? '');
    if (!bytes) {
      response.writeHead(404).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
    response.end(bytes);
  }),
);
