import { readdir, readFile } from 'node:fs/promises';

const root = new URL('../../', import.meta.url);

/** Reads the operations of the playground, and those of the documents that query the seed. No operation has variables. */
export async function recordedOperations(): Promise<readonly string[]> {
  const examples = await filesIn('playground/examples/');
  const documents = await filesIn('docs/');
  const shown = [...documents]
    // The operations of these pages query content that earlier steps of the pages import or edit.
    .filter(([name]) => name.endsWith('.md') && !['articles.md', 'editing.md', 'tutorial.md'].includes(name))
    .flatMap(([, text]) => [...text.matchAll(/^```graphql\n((?:\{|query)[^]*?)^```$/gmu)])
    .map(([, operation = '']) => operation);
  return [...examples.values(), ...shown];
}

async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const entries = await readdir(new URL(folder, root), { withFileTypes: true });
  for (const entry of entries
    .filter((each) => each.isFile())
    .sort((one, other) => (one.name < other.name ? -1 : 1)))
    files.set(entry.name, await readFile(new URL(`${folder}${entry.name}`, root), 'utf8'));
  return files;
}
