/*
 * Builds the scripts for pages of other sites into dist/widgets: one file for each script, without imports, so that a browser loads one file.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';

const outDir = join(import.meta.dirname, '../dist/widgets');
const packageFile = join(import.meta.dirname, '../package.json');

/**
 * The built files: classic scripts (`embed` needs `document.currentScript`, which is null in modules; `frame` is part
 * of a document), and modules.
 */
const files = {
  embed: 'iife',
  frame: 'iife',
  'tertium-comparison': 'es',
  'tertium-cards': 'es',
  'tertium-choice': 'es',
};

mkdirSync(outDir, { recursive: true });
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

// The server creates its style sheet with the colour of its site. This style sheet, for the npm package, has the default colour.
const { widgetStyleSheet } = await import('../dist/pages/styles/widget-styles.js');
const { defaultAccent } = await import('../dist/pages/styles/style-sheet.js');
writeFileSync(join(outDir, 'tertium.css'), widgetStyleSheet({ accent: defaultAccent }));

// The addresses at which the server serves the files contain the version.
const { version } = JSON.parse(readFileSync(packageFile, 'utf8'));
writeFileSync(join(outDir, 'version.json'), JSON.stringify({ version }));
