import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benchConsole, printConsole } from './console.ts'
import { benchBundles, isTooHeavy, printBundles } from './console-bundles.ts'
import { benchPace, benchSlowModel, printPace, printSlowModel } from './draft.ts'
import { benchFigures, printFigures } from './figures.ts'
import { benchImport, printImport } from './import.ts'
import { benchIntake, printIntake } from './intake.ts'
import { benchMemory, printMemory } from './memory.ts'
import { machine } from './report.ts'
import { benchSearch, printSearch } from './search.ts'

const USAGE = `npm run bench [-- intake draft memory import search console figures] [--json <file>] [--quick] [--million]

  intake   pushes a second against a bare handler on the same database
  draft    from a push to its draft; drafts a second with a slow model
  memory   after an hour's worth of pushes
  import   50,000 knowledge entries from files and into files, with the heap they take
  console  what the built console weighs (fails when the agent's first load is too heavy); a case, pages of the queue,
           a search of history and a scripted agent's approvals at 10,000 and 100,000 conversations
  search   the whole hybrid search at 10,000 and 100,000 passages; with --million at 1,000,000 too, on PostgreSQL
           (ten times what the run at 100,000 tells of itself; not among the parts that run when none is named)
  figures  the page of figures over a year of 1,000,000 messages on PostgreSQL, 100,000 on PGlite

A PostgreSQL with pgvector is named by BENCH_DATABASE_URL or DATABASE_URL; its user must be allowed to create databases.
Every run makes its own there and drops it. --quick: tiny sizes, to see that everything works.`

const NO_SERVER = `No PostgreSQL is named, so only the embedded one is measured (marked pglite). For the real one:
  docker run --rm -p 127.0.0.1:5433:5432 -e POSTGRES_PASSWORD=bench pgvector/pgvector:pg17
  BENCH_DATABASE_URL=postgres://postgres:bench@127.0.0.1:5433/postgres npm run bench`

const STANDARD = ['intake', 'draft', 'memory']
const PARTS = [...STANDARD, 'import', 'search', 'console', 'figures']

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
})
const unknown = positionals.filter((name) => !PARTS.includes(name))
if (values.help || unknown.length > 0) {
  console.error(USAGE)
  process.exitCode = values.help ? 0 : 2
} else {
  await run(positionals.length > 0 ? positionals : STANDARD, values.quick)
}

async function run(parts: string[], isQuick: boolean): Promise<void> {
  const serverUrl = process.env.BENCH_DATABASE_URL ?? process.env.DATABASE_URL
  if (!serverUrl) console.log(NO_SERVER)
  const places = serverUrl ? [serverUrl, undefined] : [undefined]
  const report: Record<string, unknown> = { machine: machine() }
  if (parts.includes('intake')) {
    const size = isQuick ? { rounds: 1, amount: 200, chats: 20 } : { rounds: 6, amount: 20_000, chats: 2_000 }
    const results = []
    for (const hasWorker of [false, true]) results.push(await benchIntake(serverUrl, size, hasWorker))
    printIntake(results)
    report.intake = results
  }
  if (parts.includes('draft')) {
    const pace = isQuick ? { perSecond: 5, seconds: 1 } : { perSecond: 5, seconds: 30 }
    const slow = isQuick ? { chats: 4, modelSeconds: 0.2 } : { chats: 40, modelSeconds: 2 }
    const paces = []
    for (const place of places)
      for (const drafter of ['built-in', 'model'] as const) paces.push(await benchPace(place, drafter, pace))
    printPace(paces)
    const slows = []
    for (const place of places) slows.push(await benchSlowModel(place, slow))
    printSlowModel(slows)
    report.draft = { pace: paces, slowModel: slows }
  }
  if (parts.includes('memory')) {
    const size = isQuick ? { chats: 5, messagesPerChat: 2 } : { chats: 900, messagesPerChat: 4 }
    const results = []
    for (const place of places) results.push(await benchMemory(place, size))
    printMemory(results)
    report.memory = results
  }
  if (parts.includes('search')) {
    const sizes = isQuick ? [500] : [10_000, 100_000]
    const queries = isQuick ? 10 : 300
    const results = []
    const wanted = sizes.flatMap((passages) => places.map((place) => ({ place, passages })))
    if (values.million && serverUrl) wanted.push({ place: serverUrl, passages: 1_000_000 })
    for (const { place, passages } of wanted) {
      results.push(await benchSearch(place, { passages, queries }))
      // The large ones take long: what is done is told.
      console.error(JSON.stringify(results.at(-1)))
    }
    printSearch(results)
    report.search = results
  }
  if (parts.includes('console')) {
    const sizes = isQuick ? [1_000] : [10_000, 100_000]
    const results = []
    for (const place of places)
      for (const conversations of sizes)
        results.push(
          await benchConsole(place, { conversations, open: conversations / 10, runs: isQuick ? 5 : 100 }),
        )
    printConsole(results)
    const bundles = benchBundles()
    if (bundles) printBundles(bundles)
    else console.log('\nThe console is not built, so it was not weighed: npm run build:console')
    if (bundles && isTooHeavy(bundles)) process.exitCode = 1
    report.console = { results, bundles }
  }
  if (parts.includes('figures')) {
    const results = []
    for (const place of places)
      results.push(await benchFigures(place, isQuick ? 2_000 : place ? 1_000_000 : 100_000))
    printFigures(results)
    report.figures = results
  }
  if (parts.includes('import')) {
    const size = { rows: isQuick ? 1_000 : 50_000, heapMib: 160 }
    const results = []
    for (const place of places) results.push(...(await benchImport(place, size)))
    printImport(results)
    report.import = results
  }
  const text = JSON.stringify(report, null, 2)
  if (values.json) writeFileSync(values.json, `${text}\n`)
  else console.log(`\n${text}`)
}
