import { inServedNames } from './schema-names.js';

/**
 * An operation for the editor. The queries in `examples/` can be run without changes. The operations in `editing-examples/` need a key; all but the first
 * also need values from earlier results.
 */
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

const editingFiles = import.meta.glob<string>('./editing-examples/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The examples in the files of `examples/`, then those of `editing-examples/`, sorted by file name. */
export const examples: readonly Example[] = [files, editingFiles].flatMap((folder) =>
  Object.keys(folder)
    .sort()
    .map((path) => readExample(path, folder[path] ?? '')),
);

/** Parses an example. The first line is `# Title`, and the second line is `# Description`. @throws {Error} if one of these lines is missing */
function readExample(path: string, document: string): Example {
  const [title, description] = document.split('\n', 2).map((line) => /^# (.+)$/.exec(line)?.[1]);
  if (!title || !description) {
    throw new Error(`${path}: expected "# Title" in the first line and "# Description" in the second line.`);
  }
  return { title, description, document: inServedNames(document) };
}
