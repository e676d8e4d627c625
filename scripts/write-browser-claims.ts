import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { browserClaims, readBrowserData } from './browser-claims.js';

/** Writes the claims of @mdn/browser-compat-data as claim lines, for `tertium import --format claims`. */

const folder = new URL('../../data/', import.meta.url);
const file = new URL('browsers.jsonl', folder);
const data = readBrowserData();
let count = 0;

function* lines(): Generator<string> {
  for (const claim of browserClaims(data)) {
    count += 1;
    yield `${JSON.stringify(claim)}\n`;
  }
}

await mkdir(folder, { recursive: true });
await pipeline(Readable.from(lines()), createWriteStream(file));
process.stdout.write(
  `data/browsers.jsonl: ${count} claims from @mdn/browser-compat-data ${data.__meta.version}.\n`,
);
