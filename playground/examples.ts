import { inServedNames } from './schema-names.js';

/** A query that can be run without changes. */
export interface Example {
  readonly title: string;
  readonly description: string;
  readonly document: string;
}

const files = import.meta.glob<string>('./examples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The examples in the files of `examples/`, sorted by file name. */
export const examples: readonly Example[] = Object.keys(files)
  .sort()
  .map((path) => readExample(path, files[path] ?? ''));

/** Parses an example. The first line is `# Title`, and the second line is `# Description`. */
function readExample(path: string, document: string): Example {
  const [title, description] = document.split('\n', 2).map((line) => /^# (.+)$/.exec(line)?.[1]);
  if (!title || !description) {
    throw new Error(`${path}: expected "# Title" in the first line and "# Description" in the second line.`);
  }
  return { title, description, document: inServedNames(document) };
}
