import { fileURLToPath } from 'node:url'
import { sql } from 'drizzle-orm'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { z } from 'zod'
import { type Database, queryRows } from './client.ts'

const FOLDER = fileURLToPath(new URL('../../migrations', import.meta.url))
/** Any constant: it names our lock among the advisory locks of the database. */
const LOCK = 7_302_114_455

/**
 * Applies every migration that is not applied yet, each in order, in one transaction under an advisory lock,
 * so that several processes may start at once. Answers how many were applied. The same files for PGlite and
 * PostgreSQL.
 */
export async function migrate(db: Database): Promise<number> {
  const migrations = readMigrationFiles({ migrationsFolder: FOLDER })
  return db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${sql.raw(String(LOCK))})`)
    await tx.execute(sql`create table if not exists otvet_migrations
      (hash text primary key, created_at bigint not null, applied_at timestamptz not null default now())`)
    const applied = await queryRows(
      tx,
      z.object({ hash: z.string() }),
      sql`select hash from otvet_migrations`,
    )
    const done = new Set(applied.map((row) => row.hash))
    const missing = migrations.filter((migration) => !done.has(migration.hash))
    for (const migration of missing) {
      for (const statement of migration.sql) await tx.execute(sql.raw(statement))
      await tx.execute(
        sql`insert into otvet_migrations (hash, created_at) values (${migration.hash}, ${migration.folderMillis})`,
      )
    }
    return missing.length
  })
}

/** How many migrations this database lacks. */
export async function pendingMigrations(db: Database): Promise<number> {
  const applied = await queryRows(db, z.object({ hash: z.string() }), sql`select hash from otvet_migrations`)
  const done = new Set(applied.map((row) => row.hash))
  return readMigrationFiles({ migrationsFolder: FOLDER }).filter(({ hash }) => !done.has(hash)).length
}
