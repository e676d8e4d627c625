/*
 * Builds the scripts for pages of other sites into dist/widgets: one file for each, without imports. Browsers load them as they are.
 */
import { join } from 'node:path';
import { build } from 'vite';

const outDir = join(import.meta.dirname, '../dist/widgets');

/** Classic scripts, by name. `embed` reads its own address, which modules cannot; `frame` is part of a document. */
const scripts = ['embed', 'frame'];

for (const name of scripts) {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      outDir,
      emptyOutDir: false,
      lib: {
        entry: join(import.meta.dirname, `${name}.ts`),
        formats: ['iife'],
        name: 'tertium',
        fileName: () => `${name}.js`,
      },
    },
  });
}
