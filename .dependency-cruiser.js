/**
 * The layers: a folder of `src` may import itself and the listed folders and files.
 * @type {Record<string, string[]>}
 */
export const layers = {
  graph: [],
  comparison: ['graph'],
  words: ['comparison', 'graph'],
  formats: ['graph'],
  pages: ['formats', 'words', 'graph'],
  editing: ['comparison', 'formats', 'read-model/layers', 'graph'],
  storage: ['graph'],
  'read-model': ['graph'],
  api: ['comparison', 'editing', 'formats', 'graph', 'words'],
  http: ['api', 'editing', 'pages', 'formats', 'graph', 'words'],
  commands: [
    'http',
    'api',
    'editing',
    'pages',
    'formats',
    'read-model',
    'storage',
    'graph',
    'words',
    'config.ts',
  ],
};

/**
 * The sub-folders of each divided folder: a sub-folder may import itself and the listed sub-folders of the same folder. `.` stands for
 * the files in the folder itself. `*.type.ts` stands for the `.type.ts` files of all sub-folders, which have the plain fields of records.
 * @type {Record<string, Record<string, string[]>>}
 */
export const subfolders = {
  graph: {
    access: [],
    text: [],
    values: ['text'],
    '.': ['text', 'values'],
    dependencies: ['.'],
    work: ['.'],
    spreads: ['text', 'values', '.', 'work'],
    search: ['values', '.', 'work'],
    ports: ['access', 'values', '.', 'dependencies', 'search', 'work', 'spreads'],
    changes: ['text', 'values', '.', 'ports'],
    loaders: ['.', 'dependencies', 'work', 'spreads', 'ports'],
  },
  comparison: {
    verdicts: [],
    cells: ['verdicts'],
    conditions: ['cells'],
    rows: ['verdicts', 'cells', 'conditions'],
    '.': ['cells', 'rows'],
    nearest: ['cells', 'conditions', 'rows'],
    counts: ['cells', 'conditions', 'rows'],
    ranking: ['cells', 'rows'],
    cache: ['verdicts', 'cells', 'conditions', 'rows', 'nearest'],
    difference: ['cells', 'rows'],
  },
  words: {
    catalogues: [],
    '.': ['catalogues'],
    units: ['.'],
    values: ['.', 'units'],
    cells: ['.', 'units', 'values'],
    sentences: ['.', 'units', 'values', 'cells'],
  },
  pages: {
    markup: [],
    styles: [],
    picture: [],
    addresses: [],
    comparison: ['markup', 'styles', 'addresses'],
    operations: ['addresses', 'comparison'],
    approach: ['markup', 'comparison', 'operations'],
    feed: ['markup', 'operations'],
    source: ['markup', 'addresses', 'comparison', 'operations'],
    home: ['markup', 'addresses', 'comparison', 'operations'],
    layout: ['markup', 'styles', 'addresses'],
    widgets: ['markup', 'layout', 'picture', 'addresses', 'comparison', 'operations', 'approach'],
    '.': [
      'markup',
      'styles',
      'addresses',
      'comparison',
      'layout',
      'operations',
      'approach',
      'source',
      'home',
      'feed',
    ],
  },
  formats: {
    comparison: [],
    input: [],
    forms: ['input'],
    import: ['input'],
    yaml: ['input'],
    'graph-document': ['input', 'forms', 'import', 'yaml'],
    printing: ['input', 'forms'],
    'claim-lines': ['input', 'forms', 'import', 'printing'],
    drafts: ['input', 'import', 'printing'],
    tables: ['comparison', 'input', 'forms', 'import', 'drafts'],
    articles: ['input', 'import', 'drafts', 'tables'],
    spreadsheets: ['input', 'import', 'drafts', 'tables'],
    readings: ['forms', 'tables'],
    recipes: ['input', 'forms', 'import', 'yaml', '.'],
    '.': [
      'comparison',
      'import',
      'graph-document',
      'printing',
      'claim-lines',
      'articles',
      'tables',
      'spreadsheets',
    ],
  },
  'formats/articles': {
    text: [],
    markup: ['text'],
    subjects: ['text', 'markup'],
    outline: ['text', 'markup', 'subjects'],
    draft: ['text', 'subjects', 'outline'],
    prose: ['text', 'markup', 'subjects', 'outline', 'draft'],
    tables: ['text', 'markup', 'subjects', 'outline', 'draft'],
    lists: ['text', 'subjects', 'outline', 'draft', 'prose'],
    '.': ['text', 'markup', 'subjects', 'outline', 'draft', 'prose', 'tables', 'lists'],
  },
  'formats/tables': {
    model: [],
    cells: ['model'],
    forms: ['model'],
    structure: ['model'],
    orientation: ['model', 'structure'],
    draft: ['model'],
    '.': ['model', 'cells', 'forms', 'structure', 'orientation', 'draft'],
  },
  'formats/spreadsheets': {
    workbook: [],
    sheet: ['workbook'],
    '.': ['workbook', 'sheet'],
  },
  storage: {
    dialect: [],
    session: ['dialect'],
    reading: ['dialect', 'session'],
    search: ['dialect', 'session'],
    feed: ['dialect', 'session', 'reading'],
    migrations: ['dialect', 'search'],
    writing: ['dialect', 'session', 'search'],
    editing: ['dialect', 'session'],
    postgres: ['dialect', 'migrations'],
    sqlite: ['dialect', 'migrations'],
    '.': ['dialect', 'session', 'reading', 'search', 'feed', 'writing', 'editing', 'postgres', 'sqlite'],
  },
  editing: {
    '.': [],
    operations: ['.'],
  },
  'read-model': {
    cache: [],
    tables: [],
    search: ['tables'],
    log: [],
    layers: [],
    publication: [],
    view: ['tables', 'search', 'log'],
    '.': ['cache', 'tables', 'search', 'log', 'layers', 'publication', 'view'],
  },
  api: {
    bytes: [],
    paging: [],
    vocabulary: [],
    '*.type.ts': ['paging', 'vocabulary'],
    naming: [],
    request: ['bytes', 'vocabulary'],
    access: ['naming', 'request'],
    claim: ['paging', 'vocabulary', '*.type.ts', 'request'],
    execution: ['bytes', '*.type.ts', 'naming', 'request'],
    limits: ['*.type.ts', 'naming'],
    references: ['request'],
    search: ['paging', 'vocabulary', '*.type.ts', 'request'],
    comparison: ['paging', 'vocabulary', '*.type.ts', 'request', 'references', 'filters'],
    concept: ['paging', 'vocabulary', '*.type.ts', 'request', 'references'],
    filters: ['paging', '*.type.ts', 'request', 'references', 'concept'],
    changeset: [
      'access',
      'paging',
      'vocabulary',
      '*.type.ts',
      'request',
      'claim',
      'references',
      'comparison',
      'revision',
    ],
    revision: ['paging', 'vocabulary', '*.type.ts', 'request', 'concept'],
    dimension: ['paging', 'vocabulary', '*.type.ts', 'request', 'claim', 'references', 'concept', 'filters'],
    links: ['paging', 'vocabulary', '*.type.ts', 'request', 'concept'],
    ranking: ['vocabulary', '*.type.ts', 'request', 'references', 'comparison', 'filters'],
    source: ['paging', '*.type.ts', 'request', 'claim', 'concept'],
    approach: [
      'paging',
      'vocabulary',
      '*.type.ts',
      'request',
      'claim',
      'references',
      'comparison',
      'concept',
      'filters',
      'links',
    ],
    question: ['*.type.ts', 'request', 'references', 'comparison', 'concept', 'links'],
    entities: ['*.type.ts', 'naming', 'request', 'references', 'comparison'],
    '.': [
      '*.type.ts',
      'naming',
      'request',
      'claim',
      'execution',
      'search',
      'comparison',
      'concept',
      'dimension',
      'links',
      'ranking',
      'source',
      'approach',
      'question',
      'revision',
      'changeset',
      'entities',
    ],
  },
  'api/execution': {
    calls: [],
    'graphql-js': [],
    plan: ['calls', 'graphql-js'],
    '.': ['plan', 'graphql-js'],
  },
  'api/limits': {
    work: [],
    rules: ['work'],
    estimate: ['work', 'rules'],
    '.': ['estimate'],
  },
  http: {
    errors: [],
    purge: [],
    representations: [],
    quota: ['representations'],
    requests: ['errors'],
    security: ['errors'],
    access: ['errors', 'security'],
    cache: ['representations', 'requests', 'security'],
    graphql: ['errors', 'representations', 'quota', 'requests', 'security', 'access', 'cache'],
    pages: ['errors', 'representations', 'quota', 'security', 'access', 'cache', 'graphql'],
    widgets: ['representations', 'security', 'cache', 'pages'],
    '.': ['errors', 'representations', 'security', 'access', 'cache', 'graphql', 'pages', 'widgets'],
  },
  commands: {
    graph: [],
    terminal: [],
    '.': ['terminal'],
    export: ['graph', 'terminal'],
    check: ['graph', 'terminal'],
    history: ['graph', 'terminal'],
    keys: ['graph', 'terminal', 'history'],
    changesets: ['graph', 'terminal', 'history'],
    seed: ['graph', 'terminal', '.'],
    import: ['graph', 'terminal', 'seed'],
    serve: ['graph', 'terminal', '.', 'seed'],
  },
};

/** A pattern of the paths of a layer's files. */
const pathsOf = (name) => (name.endsWith('.ts') ? `^src/${name.replace('.', '\\.')}$` : `^src/${name}/`);

const escaped = (text) => text.replaceAll('.', '\\.');

/** A pattern of the paths of the files that a name in `subfolders` stands for. */
const filesOf = (folder, name) => {
  if (name === '.') return `^src/${folder}/[^/]+$`;
  return name.startsWith('*') ? `^src/${folder}/.+${escaped(name.slice(1))}$` : `^src/${folder}/${name}/`;
};

/** The names in `subfolders` that stand for files of several sub-folders, such as `*.type.ts`. */
const patternsIn = (folder) => Object.keys(subfolders[folder]).filter((name) => name.startsWith('*'));

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
      // A declaration file for a library without types is never imported: the compiler finds it by the name of the library.
      from: { orphan: true, path: '^src/', pathNot: '\\.d\\.ts$' },
      to: {},
    },
    ...Object.entries(layers).map(([layer, allowed]) => ({
      name: `${layer}-imports-only-layers-below`,
      severity: 'error',
      from: { path: pathsOf(layer) },
      to: { path: '^src/', pathNot: [pathsOf(layer), ...allowed.map(pathsOf)] },
    })),
    ...Object.entries(subfolders).flatMap(([folder, arrows]) =>
      Object.entries(arrows).map(([name, allowed]) => ({
        name: `${folder}/${name}-imports-only-subfolders-below`,
        severity: 'error',
        from: {
          path: filesOf(folder, name),
          pathNot: patternsIn(folder)
            .filter((each) => each !== name)
            .map((each) => filesOf(folder, each)),
        },
        to: {
          path: `^src/${folder}/`,
          pathNot: [name, ...allowed].map((each) => filesOf(folder, each)),
        },
      })),
    ),
    {
      name: 'the-engine-does-no-io',
      comment:
        'comparison and graph do no I/O. The only module of Node that they may import is crypto, for hashes.',
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
      name: 'widgets-import-only-types',
      severity: 'error',
      from: { path: '^widgets/' },
      to: { path: '^src/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sources-import-no-dev-dependency',
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
