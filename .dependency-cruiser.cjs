/**
 * Import directions: a folder of `src` may import what stands on an earlier line, never a later one, and never its
 * neighbours on the same line. An order, not a list of allowed pairs: one place to read, and no cycle is possible.
 */
const LAYERS = [
  ['shared'],
  ['config', 'domain'],
  // The shapes of the API: below the verbs, because the verbs answer in them and the console imports them.
  ['http/contracts'],
  ['db'],
  ['queue'],
  ['channels', 'llm'],
  ['audit'],
  // Above audit: who publishes a version is put on record.
  ['prompting'],
  // Above audit: who may do what is itself put on record.
  ['access'],
  // What a case is beside its messages: below intake, because what the buyer writes ends a wait.
  ['cases'],
  ['intake'],
  ['knowledge', 'facts'],
  ['drafting', 'catalogue'],
  ['promises', 'topics', 'pushes'],
  ['review', 'delivery', 'learning'],
  // Above review: what leaves by itself is approved as a person approves it.
  ['autonomy'],
  ['figures'],
  // Above all that it tells of.
  ['alerts'],
  // Edges of the house: they translate, and none needs another.
  ['worker', 'http', 'demo', 'sandbox', 'console'],
  ['app'],
  ['commands'],
  ['main'],
]

/** The only folders that may import these packages. */
const VENDORS = [
  {
    name: 'models',
    folders: ['llm'],
    packages: ['openai', '@langchain/(?!textsplitters)[^/]+', 'langchain'],
  },
  { name: 'text-splitter', folders: ['knowledge'], packages: ['@langchain/textsplitters'] },
  {
    name: 'fastify',
    folders: ['http', 'app', 'sandbox'],
    packages: ['fastify', 'fastify-[^/]+', '@fastify/[^/]+'],
  },
  { name: 'database-drivers', folders: ['db'], packages: ['pg', '@electric-sql/[^/]+', 'drizzle-kit'] },
  { name: 'command-line', folders: ['commands'], packages: ['commander'] },
]

/** Folders that reach for less than their line would allow. */
const NARROW = [
  // No I/O: the rules of the business run anywhere, also in the browser.
  {
    folder: 'domain',
    mayImport: ['src/(domain|shared)/', 'node_modules/(zod|@orama/stemmers)/'],
    builtins: ['crypto'],
  },
  {
    folder: 'http/contracts',
    mayImport: ['src/(http/contracts|domain)/', 'node_modules/zod/'],
    builtins: [],
  },
  { folder: 'demo', mayImport: ['src/(demo|domain|db|knowledge|queue|shared)/', 'node_modules/'] },
  // A stand-in for somebody else's house: it must not know ours.
  { folder: 'sandbox', mayImport: ['src/(sandbox|shared)/', 'node_modules/'] },
  // Runs in the browser: of our own code only shapes and pure rules.
  {
    folder: 'console',
    mayImport: ['src/(console|domain|http/contracts)/', 'node_modules/'],
    builtins: ['url'],
  },
]

/** `http/contracts` lies inside `http` and is a layer of its own. */
const pathOf = (room) =>
  room === 'http' ? '^src/http/(?!contracts/)' : room === 'main' ? '^src/main\\.ts$' : `^src/${room}/`
const TESTS = '\\.test\\.tsx?$'

const directions = LAYERS.flatMap((rooms, level) =>
  rooms.map((room) => ({
    name: `${room.replace('/', '-')}-imports-only-earlier-layers`,
    severity: 'error',
    from: { path: pathOf(room), pathNot: TESTS },
    to: {
      path: LAYERS.slice(level)
        .flat()
        .filter((other) => other !== room)
        .map(pathOf),
    },
  })),
).filter(({ to }) => to.path.length > 0)

const vendors = VENDORS.map(({ name, folders, packages }) => ({
  name: `${name}-stay-in-${folders.join('-and-')}`,
  severity: 'error',
  from: { path: '^src/', pathNot: [TESTS, '\\.config\\.ts$', ...folders.map((folder) => `^src/${folder}/`)] },
  to: { path: packages.map((one) => `^(node_modules/)?(@types/)?${one}(/|$)`) },
}))

const narrow = NARROW.flatMap(({ folder, mayImport, builtins }) => [
  {
    name: `${folder.replace('/', '-')}-imports-little`,
    severity: 'error',
    from: { path: pathOf(folder), pathNot: [TESTS, '\\.config\\.ts$'] },
    to: { pathNot: mayImport.map((one) => `^${one}`), dependencyTypesNot: ['core'] },
  },
  ...(builtins
    ? [
        {
          name: `${folder.replace('/', '-')}-needs-no-node`,
          severity: 'error',
          from: { path: pathOf(folder), pathNot: [TESTS, '\\.config\\.ts$'] },
          to: { dependencyTypes: ['core'], pathNot: builtins.map((one) => `^(node:)?${one}$`) },
        },
      ]
    : []),
])

module.exports = {
  forbidden: [
    ...directions,
    ...vendors,
    ...narrow,
    {
      // Between folders the order above forbids every cycle. Within one, two files may know each other's types.
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'src-knows-neither-tests-nor-evaluations',
      severity: 'error',
      from: { path: '^src/', pathNot: TESTS },
      to: { path: ['^(test|eval)/', TESTS] },
    },
    {
      // A folder that is on no line would be free of every rule above.
      name: 'every-folder-has-its-line',
      severity: 'error',
      from: {},
      to: { path: '^src/', pathNot: [...LAYERS.flat().map(pathOf), '\\.d\\.ts$'] },
    },
    {
      name: 'every-import-is-found',
      severity: 'error',
      from: { pathNot: '^src/console/' },
      to: { couldNotResolve: true },
    },
    {
      name: 'shipped-code-needs-no-dev-dependency',
      severity: 'error',
      from: { path: '^src/', pathNot: [TESTS, '^src/console/', '\\.config\\.ts$'] },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['type-only', 'core'],
      },
    },
  ],
  options: {
    doNotFollow: { path: ['node_modules'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
