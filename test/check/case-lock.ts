import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { argv, exit } from 'node:process'

/**
 * Proves that no evaluation case changed, moved between dev and held-out or went away since it was locked. `--write`
 * locks new files; `--again <file>` locks a corrected one anew, which shows in the diff of the lock file. An argument
 * `--in <folder>` names the folder to check, `eval/cases/` by default.
 */
const after = (option: string) => (argv.includes(option) ? argv[argv.indexOf(option) + 1] : undefined)
const folder = resolve(after('--in') ?? join(import.meta.dirname, '../../eval/cases'))
const lockFile = join(folder, 'lock.json')
type Locked = { sha256: string; cases: number }
const locked = (existsSync(lockFile) ? JSON.parse(readFileSync(lockFile, 'utf8')) : {}) as Record<
  string,
  Locked
>
const files = globSync('**/*.jsonl', { cwd: folder }).sort()

const problems: string[] = []
/** Which file an id was first seen in: a case in two files is a case in both halves. */
const fileOf = new Map<string, string>()
for (const file of files) {
  const text = readFileSync(join(folder, file), 'utf8')
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const found: Locked = { sha256: createHash('sha256').update(text).digest('hex'), cases: lines.length }
  const before = locked[file]
  const isNew = before === undefined && argv.includes('--write')
  if (isNew || after('--again') === file) locked[file] = found
  else if (before === undefined)
    problems.push(`${file}: not locked; run node test/check/case-lock.ts --write`)
  else if (before.sha256 !== found.sha256)
    problems.push(
      `${file}: changed after it was locked; to correct a case, lock the file with --again ${file}`,
    )
  for (const line of lines) {
    const { id } = JSON.parse(line) as { id?: unknown }
    const key = `${file.split('/')[0]}/${String(id)}`
    const other = fileOf.get(key)
    if (other !== undefined) problems.push(`${file}: case ${String(id)} stands in ${other} too`)
    else fileOf.set(key, file)
  }
}
for (const file of Object.keys(locked)) {
  if (!files.includes(file))
    problems.push(`${file}: locked, but gone; earlier figures can no longer be compared`)
}
if (argv.includes('--write') || argv.includes('--again')) {
  const sorted = Object.fromEntries(Object.entries(locked).sort(([a], [b]) => (a < b ? -1 : 1)))
  writeFileSync(lockFile, `${JSON.stringify(sorted, null, 2)}\n`)
}

for (const problem of problems) console.error(`eval/cases/${problem}`)
if (problems.length > 0) exit(1)
console.log(`case lock: ${fileOf.size} cases in ${files.length} files as locked`)
