import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Checks that the migrations make what the schema says: generating from it must add nothing. */

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'otvet-migrations-'))
try {
  cpSync(join(ROOT, 'migrations'), copy, { recursive: true })
  const before = new Set(readdirSync(copy))
  // drizzle-kit takes paths from the working directory only.
  const out = relative(ROOT, copy)
  const args = ['generate', '--dialect', 'postgresql', '--schema', './src/db/schema', '--out', out]
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin/drizzle-kit'), args, {
    cwd: ROOT,
    encoding: 'utf8',
    timeout: 60_000,
  })
  const added = readdirSync(copy).filter((name) => !before.has(name))
  if (status !== 0) {
    console.error(`drizzle-kit could not compare:\n${stdout}${stderr}`)
    process.exitCode = 1
  } else if (added.length > 0) {
    console.error(
      'The schema says what no migration does yet; run: npm run db:generate -- --name what-changes',
    )
    for (const name of added) console.error(readFileSync(join(copy, name), 'utf8'))
    process.exitCode = 1
  }
} finally {
  rmSync(copy, { recursive: true, force: true })
}
