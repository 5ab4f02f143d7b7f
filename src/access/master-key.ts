import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import type { Database } from '../db/client.ts'
import { settings } from '../db/schema/access.ts'
import { AppError } from '../shared/errors.ts'
import { type MasterKey, open, seal, sealContext } from './seal.ts'

type Options = { masterKey?: string | undefined; dataDir: string }

const CHECK = 'master_key_check'
const CHECK_TEXT = 'otvet'

/**
 * The master key: given as 32 bytes in base64, otherwise made at the first start and kept in DATA_DIR/master.key.
 * The database remembers a value sealed with it, so that a wrong key is noticed at the start and not by the shops.
 */
export async function loadMasterKey(db: Database, { masterKey, dataDir }: Options): Promise<MasterKey> {
  const path = join(dataDir, 'master.key')
  const key = masterKey ? Buffer.from(masterKey, 'base64') : (readKeyFile(path) ?? (await makeKey(db, path)))
  const where = masterKey ? 'MASTER_KEY' : path
  if (key.length !== 32)
    throw new AppError(
      'invalid',
      'bad_master_key',
      `Expected 32 bytes in base64 in ${where}, got ${key.length}.`,
    )
  await checkKey(db, key, where)
  return key
}

async function checkKey(db: Database, key: MasterKey, where: string): Promise<void> {
  const value = seal(key, CHECK_TEXT, sealContext.masterKeyCheck)
  // Two processes starting at once: the first one's check stands, the second is measured by it.
  await db.insert(settings).values({ name: CHECK, value }).onConflictDoNothing()
  const [row] = await db.select().from(settings).where(eq(settings.name, CHECK))
  try {
    if (open(key, String(row?.value), sealContext.masterKeyCheck) === CHECK_TEXT) return
  } catch (error) {
    if (!(error instanceof AppError)) throw error
  }
  throw new AppError(
    'invalid',
    'wrong_master_key',
    `The master key in ${where} is not the one this database was sealed with. ` +
      "Put the right key there; without it the shops' keys cannot be read and have to be entered again.",
  )
}

function readKeyFile(path: string): Buffer | undefined {
  try {
    return Buffer.from(readFileSync(path, 'utf8').trim(), 'base64')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}

async function makeKey(db: Database, path: string): Promise<Buffer> {
  const [row] = await db.select().from(settings).where(eq(settings.name, CHECK))
  if (row) {
    // A new key here would look fine and make every stored secret unreadable.
    throw new AppError(
      'invalid',
      'master_key_missing',
      `This database was sealed with a master key, but there is none: neither MASTER_KEY nor ${path}.`,
    )
  }
  const key = randomBytes(32)
  mkdirSync(join(path, '..'), { recursive: true, mode: 0o700 })
  try {
    writeFileSync(path, `${key.toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // Another process made one in the meantime.
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return readKeyFile(path) ?? key
    throw error
  }
  chmodSync(path, 0o600)
  return key
}
