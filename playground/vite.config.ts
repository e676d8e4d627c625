import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  // Addresses are relative, so that the playground also works behind a proxy that serves the playground under a path.
  base: './',
  plugins: [react(), fontsAsFiles(), compressed()],
  worker: { format: 'es' },
  build: {
    outDir: '../dist/playground',
    emptyOutDir: true,
    // The bundle redistributes libraries, so it must include their licences.
    license: { fileName: 'licenses.md' },
    // The editor is one large chunk, and libraries contain directives for a compiler that this build does not use.
    // Warnings about the chunk and the directives would hide relevant warnings.
    chunkSizeWarningLimit: 4000,
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});

/**
 * Writes the fonts of GraphiQL's style sheet to files. The style sheet contains the fonts for all alphabets as `data:` URLs. With files, a browser
 * loads only the fonts that the page needs, and the Content-Security-Policy does not need `data:` in `font-src`.
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

/**
 * Writes a gzip copy (`.gz`) of each file whose type compresses well. The server sends the copies to clients that accept gzip, and does not compress files
 * itself.
 */
function compressed(): Plugin {
  return {
    name: 'compressed',
    async writeBundle({ dir = '' }) {
      const names = await readdir(dir, { recursive: true });
      const compressible = names.filter((name) => /\.(css|html|js|svg|ttf)$/.test(name));
      await Promise.all(
        compressible.map(async (name) => {
          const path = join(dir, name);
          await writeFile(`${path}.gz`, await promisify(gzip)(await readFile(path), { level: 9 }));
        }),
      );
    },
  };
}
