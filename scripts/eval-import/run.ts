import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { printCases } from './cases/print-cases.js';
import { printGenerated } from './generated/print-generated.js';
import { printPages } from './pages/print-pages.js';
import { printArticles } from './print-articles.js';

/**
 * Prints precision, recall and errors of imports, as shares with 95 % confidence intervals: `npm run eval:import -- [FOLDER…] [--errors]`.
 * A folder has labelled pages (`NAME.labels.json`) or labelled articles (`NAME/article.txt`). Without a folder, reads the labelled articles and the
 * import cases of the tests, and generated tables.
 */
const folders = process.argv.slice(2).filter((argument) => argument !== '--errors');
const withErrors = process.argv.includes('--errors');
const print = (lines: readonly string[]): boolean => process.stdout.write(`${lines.join('\n')}\n\n`);
if (folders.length === 0) {
  const tests = join(process.cwd(), '__tests__/formats');
  print(printArticles(join(tests, 'articles/fixtures')));
  print(await printCases(join(tests, 'import-cases')));
  print(await printGenerated({ tables: 300, seed: 1, examples: withErrors ? 3 : 0 }));
}
for (const folder of folders) {
  const hasPages = readdirSync(folder).some((name) => name.endsWith('.labels.json'));
  print(hasPages ? await printPages(folder, withErrors) : printArticles(folder));
}
