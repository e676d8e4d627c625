import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  // Relative addresses, so that the playground also works behind a proxy that serves it under a path.
  base: './',
  plugins: [react(), fontsAsFiles(), compressed()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/playground',
    emptyOutDir: true,
    // What is bundled is passed on: its licences travel with it.
    license: { fileName: 'licenses.md' },
    // The editor is one large chunk by nature, and libraries carry hints for a compiler that we do not use:
    // warnings that come with every build would hide the ones that matter.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});

/**
 * GraphiQL's style sheet holds its fonts, for all alphabets, as data. As files a browser loads the few that
 * the page's text needs, and the Content-Security-Policy can leave `data:` out of `font-src`.
 */
function fontsAsFiles(): Plugin {
  return {
    name: 'fonts-as-files',
    enforce: 'post',
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type === 'asset' && asset.fileName.endsWith('.css')) {
          asset.source = asset.source
            .toString()
            .replace(/url\(data:font\/(\w+);base64,([^)]+)\)/g, (_match, extension: string, data: string) => {
              const source = Buffer.from(data, 'base64');
              const hash = createHash('sha256').update(source).digest('base64url').slice(0, 8);
              const fileName = join('assets', `font-${hash}.${extension}`);
              this.emitFile({ type: 'asset', fileName, source });
              return `url(./${basename(fileName)})`;
            });
        }
      }
    },
  };
}

/** Writes a compressed copy beside each file of text: the server sends a quarter of the bytes, at no cost of its own. */
function compressed(): Plugin {
  return {
    name: 'compressed',
    async writeBundle({ dir = '' }) {
      const names = await readdir(dir, { recursive: true });
      const texts = names.filter((name) => /\.(css|html|js|svg|ttf)$/.test(name));
      await Promise.all(
        texts.map(async (name) => {
          const path = join(dir, name);
          await writeFile(`${path}.gz`, await promisify(gzip)(await readFile(path), { level: 9 }));
        }),
      );
    },
  };
}
