/*
 * Builds the scripts for pages of other sites into dist/widgets: one file for each, without imports. Browsers load them as they are.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const outDir = join(import.meta.dirname, '../dist/widgets');

/** The built files: classic scripts (`embed` reads its own address, which modules cannot; `frame` is part of a document), and modules. */
const files = {
  embed: 'iife',
  frame: 'iife',
  'tertium-comparison': 'es',
  'tertium-cards': 'es',
  'tertium-choice': 'es',
};

for (const [name, format] of Object.entries(files)) {
  const entry = join(import.meta.dirname, `${name}.ts`);
  if (!existsSync(entry)) continue;
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    build: {
      target: 'es2022',
      outDir,
      emptyOutDir: false,
      minify: true,
      lib: { entry, formats: [format], name: 'tertium', fileName: () => `${name}.js` },
    },
  });
}
