import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv, exit } from 'node:process'

/**
 * Proves that no shipped prompt changed after it was locked. `--write` locks new files and touches no old one.
 * An argument that is not an option names the folder to check, `prompts/` by default.
 */
const folder = resolve(
  argv.slice(2).find((arg) => !arg.startsWith('--')) ?? join(import.meta.dirname, '../../prompts'),
)
const lockFile = join(folder, 'lock.json')
const locked = (existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')) : {}) as Record<
  string,
  string
>
const files = globSync('**/*', { cwd: folder, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  .filter((file) => file !== 'lock.json')
  .sort()

const problems: string[] = []
const added: string[] = []
for (const file of files) {
  const hash = createHash('sha256')
    .update(readFileSync(join(folder, file)))
    .digest('hex')
  if (!/^[a-z-]+\/v[1-9]\d*\.md$/.test(file)) problems.push(`${file}: expected a name like draft/v2.md`)
  else if (locked[file] === undefined) added.push(file)
  else if (locked[file] !== hash)
    problems.push(`${file}: changed after it was locked; add a new version instead`)
  if (locked[file] === undefined && argv.includes('--write')) locked[file] = hash
}
for (const file of Object.keys(locked)) {
  if (!files.includes(file))
    problems.push(`${file}: locked, but gone; drafts made with it can no longer be explained`)
}
if (argv.includes('--write') && problems.length === 0) {
  const sorted = Object.fromEntries(Object.entries(locked).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(lockFile, `${JSON.stringify(sorted, null, 2)}\n`)
} else
  problems.push(...added.map((file) => `${file}: not locked; run node test/check/prompt-lock.ts --write`))

for (const problem of problems) console.error(`prompts/${problem}`)
if (problems.length > 0) exit(1)
console.log(`prompt lock: ${files.length} files as locked`)
