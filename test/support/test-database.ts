import { spawnSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { z } from 'zod'
import { queryRows } from '../../src/db/client.ts'
import { migrate } from '../../src/db/migrate.ts'
import { fromPglite, type OpenDatabase, openPostgres } from '../../src/db/open-database.ts'

/**
 * A migrated, empty database of its own: an in-memory PGlite copied from a template that is made once, or, when
 * TEST_DATABASE_URL is set, a new database on that server, dropped on close. The same tests run on both.
 */
export async function createTestDatabase(): Promise<OpenDatabase> {
  const url = process.env.TEST_DATABASE_URL
  return url ? onServer(url) : inMemory()
}

const EXTENSIONS = { vector, pg_trgm }
const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url))

async function inMemory(): Promise<OpenDatabase> {
  const template = await readTemplate()
  return fromPglite(await PGlite.create({ loadDataDir: template, extensions: EXTENSIONS }))
}

/** Takes every row away, but the account of the migrations: cheaper than a new database for each test. */
export async function emptyDatabase({ db }: OpenDatabase): Promise<void> {
  const tables = await queryRows(
    db,
    z.object({ name: z.string() }),
    sql`select quote_ident(tablename) as name from pg_tables
      where schemaname = 'public' and tablename <> 'otvet_migrations'`,
  )
  await db.execute(sql.raw(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity cascade`))
}

/** The data directory of an embedded database as the first start leaves it, without the seconds that takes. */
export async function putDataDir(dataDir: string): Promise<void> {
  const target = join(dataDir, 'pg')
  mkdirSync(target, { recursive: true, mode: 0o700 })
  await readTemplate()
  const unpacked = spawnSync('tar', ['-xf', templatePath(), '-C', target])
  if (unpacked.status !== 0) throw new Error(`tar: ${unpacked.stderr}`)
}

/** Kept between runs and test files under a name that changes with the migrations and the PGlite version. */
async function readTemplate(): Promise<Blob> {
  const path = templatePath()
  if (!existsSync(path)) {
    const pglite = await PGlite.create({ extensions: EXTENSIONS })
    await migrate(fromPglite(pglite).db)
    const dump = await pglite.dumpDataDir('none')
    await pglite.close()
    // Written aside and renamed: another test file may be reading.
    const aside = `${path}.${randomBytes(6).toString('hex')}`
    writeFileSync(aside, Buffer.from(await dump.arrayBuffer()), { mode: 0o600 })
    renameSync(aside, path)
  }
  return new Blob([readFileSync(path)])
}

const templatePath = () => join(tmpdir(), `otvet-test-template-${templateKey()}.tar`)

function templateKey(): string {
  const hash = createHash('sha256').update(readFileSync(packageOf('@electric-sql/pglite')))
  for (const file of readdirSync(MIGRATIONS).sort()) {
    if (file.endsWith('.sql')) hash.update(file).update(readFileSync(join(MIGRATIONS, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

function packageOf(name: string): string {
  return fileURLToPath(new URL(`../../node_modules/${name}/package.json`, import.meta.url))
}

async function onServer(url: string): Promise<OpenDatabase> {
  const name = `otvet_test_${process.pid}_${randomBytes(6).toString('hex')}`
  await onAdminConnection(url, `create database ${name}`)
  // A test's database dies with the test: nobody needs to wait for the disk.
  await onAdminConnection(url, `alter database ${name} set synchronous_commit = off`)
  const own = new URL(url)
  own.pathname = `/${name}`
  const opened = openPostgres(own.href, 10)
  await migrate(opened.db)
  return {
    ...opened,
    close: async () => {
      await opened.close()
      await onAdminConnection(url, `drop database if exists ${name} with (force)`)
    },
  }
}

async function onAdminConnection(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
