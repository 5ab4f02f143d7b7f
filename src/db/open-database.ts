import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import { vector } from '@electric-sql/pglite-pgvector'
import { drizzle as drizzlePg } from 'drizzle-orm/node-postgres'
import { drizzle as drizzlePglite } from 'drizzle-orm/pglite'
import { Pool } from 'pg'
import type { Logger } from '../shared/logger.ts'
import type { Database } from './client.ts'
import { lockDataDir } from './data-dir-lock.ts'
import { fairPglite } from './fair-pglite.ts'

export type OpenDatabase = {
  db: Database
  kind: 'embedded' | 'postgres'
  /** The driver itself, for the queue library and for LISTEN. */
  driver: { kind: 'embedded'; pglite: PGlite } | { kind: 'postgres'; pool: Pool; url: string }
  close(): Promise<void>
}

type Options = {
  databaseUrl?: string | undefined
  dataDir: string
  poolSize?: number
  log?: Logger | undefined
}

/** Opens PostgreSQL when a URL is given, otherwise the embedded one under `dataDir` (locked against a second process). */
export async function openDatabase({
  databaseUrl,
  dataDir,
  poolSize = 10,
  log,
}: Options): Promise<OpenDatabase> {
  if (databaseUrl) return openPostgres(databaseUrl, poolSize, log)
  const lock = lockDataDir(dataDir)
  try {
    const path = join(dataDir, 'pg')
    mkdirSync(path, { recursive: true, mode: 0o700 })
    const pglite = await PGlite.create({ dataDir: path, extensions: { vector, pg_trgm } })
    const opened = fromPglite(pglite)
    return {
      ...opened,
      close: async () => {
        try {
          await opened.close()
        } finally {
          lock.release()
        }
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** Wraps a PGlite that someone else made: a test's in-memory copy, or the embedded one above. */
export function fromPglite(pglite: PGlite): OpenDatabase {
  return {
    db: drizzlePglite(fairPglite(pglite)) as Database,
    kind: 'embedded',
    driver: { kind: 'embedded', pglite },
    close: () => pglite.close(),
  }
}

export function openPostgres(url: string, poolSize: number, log?: Logger): OpenDatabase {
  const pool = new Pool({ connectionString: url, max: poolSize, application_name: 'otvet' })
  // An idle client that loses its server must not end the process; the next query gets a new one.
  pool.on('error', (error) => log?.warn({ err: error }, 'a database connection was lost'))
  return {
    db: drizzlePg(pool) as Database,
    kind: 'postgres',
    driver: { kind: 'postgres', pool, url },
    close: () => pool.end(),
  }
}
