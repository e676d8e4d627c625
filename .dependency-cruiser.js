/**
 * The layers, top to bottom: a folder may import itself and the folders that are listed beside it.
 * @type {Record<string, string[]>}
 */
export const layers = {
  graph: [],
  comparison: ['graph'],
  formats: ['graph'],
  storage: ['graph'],
  'read-model': ['graph'],
  api: ['comparison', 'formats', 'graph'],
  http: ['api', 'graph'],
  commands: ['http', 'api', 'formats', 'read-model', 'storage', 'graph', 'config.ts'],
};

const own = (name) => (name.endsWith('.ts') ? `^src/${name.replace('.', '\\.')}$` : `^src/${name}/`);

/** @type {import('dependency-cruiser').IConfiguration} */
const configuration = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: { path: '^src/' },
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      // Types of a library that has none are found by its name, not imported.
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `${layer}-imports-only-what-is-below`,
      severity: 'error',
      from: { path: own(layer) },
      to: { path: '^src/', pathNot: [own(layer), ...allowed.map(own)] },
    })),
    {
      name: 'the-engine-does-no-io',
      comment: 'comparison and graph are pure: the model hashes, nothing more.',
      severity: 'error',
      from: { path: '^src/(comparison|graph)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?crypto$' },
    },
    {
      name: 'types-do-not-import-resolvers',
      severity: 'error',
      from: { path: '^src/api/.*\\.type\\.ts$' },
      to: { path: '^src/api/.*\\.resolver\\.ts$' },
    },
    {
      name: 'the-playground-is-a-client',
      severity: 'error',
      from: { path: '^playground/' },
      to: { path: '^src/' },
    },
    {
      name: 'what-ships-needs-no-dev-dependency',
      severity: 'error',
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '@types/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
  },
};

export default configuration;
