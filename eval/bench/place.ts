import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'

/** Where one run keeps its data: a database of its own on the given server, or a new folder for PGlite. */
export type Place = { kind: 'postgres' | 'pglite'; env: Record<string, string>; close(): Promise<void> }

export async function openPlace(serverUrl: string | undefined): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'otvet-bench-'))
  const removeFolder = () => rmSync(dataDir, { recursive: true, force: true })
  if (!serverUrl) return { kind: 'pglite', env: { DATA_DIR: dataDir }, close: async () => removeFolder() }
  const name = `otvet_bench_${process.pid}_${randomBytes(4).toString('hex')}`
  await onServer(serverUrl, `create database ${name}`)
  const own = new URL(serverUrl)
  own.pathname = `/${name}`
  return {
    kind: 'postgres',
    env: { DATA_DIR: dataDir, DATABASE_URL: own.href },
    close: async () => {
      removeFolder()
      await onServer(serverUrl, `drop database if exists ${name} with (force)`)
    },
  }
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
