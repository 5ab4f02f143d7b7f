import { closeSync, mkdirSync, openSync, readFileSync, unlinkSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { conflict } from '../shared/errors.ts'

type Lock = { release(): void }

/**
 * Takes the data directory for this process. PGlite has no lock of its own and a second process destroys
 * committed rows. The file holds our pid and its start time, so that a pid used again after a crash is not
 * mistaken for the owner.
 */
export function lockDataDir(dir: string): Lock {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = join(dir, 'otvet.lock')
  const mine = `${process.pid} ${processStart(process.pid) ?? ''}`
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      const fd = openSync(path, 'wx', 0o600)
      writeSync(fd, mine)
      closeSync(fd)
      return { release: () => releaseIfMine(path, mine) }
    } catch (error) {
      if (!isExists(error)) throw error
      const owner = readOwner(path)
      if (owner && isAlive(owner)) {
        throw conflict(
          'data_dir_in_use',
          `The data directory ${dir} is in use by another Otvet process (pid ${owner.pid}). ` +
            'The embedded database allows one process only: stop that one, choose another DATA_DIR, ' +
            'or use a PostgreSQL server through DATABASE_URL.',
          { pid: owner.pid, dir },
        )
      }
      removeStale(path)
    }
  }
  throw conflict('data_dir_in_use', `The data directory ${dir} is being taken by another Otvet process.`, {
    dir,
  })
}

type Owner = { pid: number; start: string }

function readOwner(path: string): Owner | undefined {
  try {
    const [pid, start = ''] = readFileSync(path, 'utf8').split(' ')
    const number = Number(pid)
    return Number.isInteger(number) && number > 0 ? { pid: number, start } : undefined
  } catch {
    return undefined
  }
}

function isAlive(owner: Owner): boolean {
  if (owner.pid === process.pid) return owner.start === (processStart(process.pid) ?? '')
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    // EPERM: it lives, but belongs to someone else.
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  const start = processStart(owner.pid)
  return start === undefined || owner.start === '' || start === owner.start
}

/** Start time in clock ticks since boot from /proc; undefined where there is no /proc. */
function processStart(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch {
    return undefined
  }
}

function removeStale(path: string): void {
  try {
    unlinkSync(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

function releaseIfMine(path: string, mine: string): void {
  try {
    if (readFileSync(path, 'utf8') === mine) unlinkSync(path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
}

const isExists = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'EEXIST'
