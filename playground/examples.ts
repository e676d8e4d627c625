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

/** The files of `examples/`, sorted by name. */
export const examples: readonly Example[] = Object.keys(files)
  .sort()
  .map((path) => readExample(path, files[path] ?? ''));

/** Parses an example. Its first line is `# Title`, its second `# Description`. */
function readExample(path: string, document: string): Example {
  const [title, description] = document.split('\n', 2).map((line) => /^# (.+)$/.exec(line)?.[1]);
  if (!title || !description) {
    throw new Error(`${path} should start with the lines "# Title" and "# Description".`);
  }
  return { title, description, document };
}
